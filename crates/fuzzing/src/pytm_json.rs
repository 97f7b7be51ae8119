//! Models in pytm's JSON, as a script loads them.

/// A script that loads the bytes, and goes on with what came of it.
pub(crate) fn load(bytes: &[u8]) {
    let mut literal = String::new();
    for letter in String::from_utf8_lossy(bytes).chars() {
        match letter {
            ' '..='~' if letter != '"' && letter != '\\' => literal.push(letter),
            letter => literal.push_str(&format!("\\U{:08x}", u32::from(letter))),
        }
    }
    crate::script::run(&format!("import pytm\nmodel = pytm.loads(\"{literal}\")\nprint(model)\nmodel.process()\n"));
}
