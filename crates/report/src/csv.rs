//! Tables of comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula is made text.

/// A table with a heading.
#[derive(Debug)]
pub(crate) struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    pub(crate) fn new(heading: &[&str]) -> Self {
        let mut table = Self { writer: csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()) };
        table.row(heading);
        table
    }

    /// Adds a line.
    pub(crate) fn row(&mut self, cells: &[&str]) {
        // Writing to memory does not fail.
        let _ = self.writer.write_record(cells.iter().map(|cell| harmless(cell)));
    }

    pub(crate) fn finish(self) -> String {
        let bytes = self.writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

fn harmless(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn quotes_and_formulas_are_text() {
        let mut table = Table::new(&["id", "title"]);
        table.row(&["=1+1", "say \"a, b\"\nc"]);
        assert_eq!(table.finish(), "id,title\n'=1+1,\"say \"\"a, b\"\"\nc\"\n");
    }
}
