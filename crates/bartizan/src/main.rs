//! The program: hands the command line to the library, on a thread with stack enough for nested models.

#![expect(clippy::disallowed_methods, reason = "the program is where arguments come from")]

use std::process::ExitCode;

use bartizan::System;
use bartizan::isolation::{self, Entered};

fn main() -> ExitCode {
    let entered = isolation::enter(std::env::args_os().collect(), &mut System::default());
    let (arguments, seal) = match entered {
        Entered::Run(arguments, seal) => (arguments, seal),
        Entered::Done(code) => return ExitCode::from(code),
    };
    let run = move || {
        grow_heap();
        let mut system = System::default();
        seal.close(&mut system);
        bartizan::command_line::run(&arguments, &mut system)
    };
    let Ok(thread) = std::thread::Builder::new().stack_size(bartizan::STACK).spawn(run) else {
        eprintln!("error: cannot reserve {} MiB of address space for evaluation", bartizan::STACK >> 20);
        return ExitCode::from(2);
    };
    match thread.join() {
        Ok(code) => ExitCode::from(code),
        Err(_) => {
            eprintln!("this is a fault of bartizan, not of your model: please report it with the model that shows it");
            ExitCode::from(101)
        }
    }
}

/// The C library grows the heap of a thread page by page, with a system call each: a third of a short run. The first
/// of these buffers teaches it that larger blocks are usual, the second makes the heap grow at once. Neither is touched.
fn grow_heap() {
    for megabytes in [16, 8] {
        std::hint::black_box(Vec::<u8>::with_capacity(megabytes << 20));
    }
}
