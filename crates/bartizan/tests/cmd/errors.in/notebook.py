{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "metadata": {},
   "source": ["from pytm import TM\n"]
  }
 ],
 "nbformat": 4
}
