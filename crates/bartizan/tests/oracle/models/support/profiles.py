HARDENED = {"isHardened": True, "validatesInput": True, "sanitizesInput": True}


def apply(element, profile, **more):
    for key, value in {**profile, **more}.items():
        setattr(element.controls, key, value)
