{"name": "x", "flag": true, "n": null}
