"""The language of report templates. It is filled in outside of the script, by `tm.report(path)` and `--report`."""


class SuperFormatter:
    def format(self, template, *args, **values):
        raise NotImplementedError("a script cannot fill templates itself: use `tm.report(path)`, or `--report`")
