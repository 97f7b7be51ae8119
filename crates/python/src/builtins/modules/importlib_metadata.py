"""Our `importlib.metadata`: pytm is the one distribution there is."""


class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f"No package metadata was found for {self.args[0]}"


def version(distribution_name):
    if distribution_name == "pytm":
        return "1.4.0"
    raise PackageNotFoundError(distribution_name)
