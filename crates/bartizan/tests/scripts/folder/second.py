from folder.first import NAME
