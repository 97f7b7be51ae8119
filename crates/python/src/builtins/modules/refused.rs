//! Modules that reach what a model may not reach. They can be imported, since many scripts import more than they use;
//! what they would do is refused where it is called, with its reason.

use std::rc::Rc;

use bartizan_model::Diagnostic;

use super::new_module;
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::class::Mark;
use crate::value::{Arguments, ModuleObject, NativeFunction, Symbol, Value};

/// A module, and what is in it, by name and with spaces between.
struct Refused {
    module: &'static str,
    /// What follows the name of a function in the message.
    reason: &'static str,
    /// Functions and classes, which are all refused when they are called.
    callables: &'static str,
    /// Exceptions, each with the class it derives from: `error:OSError`.
    exceptions: &'static str,
    /// Numbers: `PIPE=-1`.
    numbers: &'static str,
}

const MODULES: &[Refused] = &[
    Refused {
        module: "subprocess",
        reason: "starts a process, which a model may not",
        callables: "run Popen call check_call check_output getoutput getstatusoutput CompletedProcess list2cmdline",
        exceptions: "SubprocessError:Exception CalledProcessError:SubprocessError TimeoutExpired:SubprocessError",
        numbers: "PIPE=-1 STDOUT=-2 DEVNULL=-3",
    },
    Refused {
        module: "multiprocessing",
        reason: "starts processes, which a model may not",
        callables: "Process Pool Queue Manager Pipe Lock Value Array",
        exceptions: "",
        numbers: "",
    },
    Refused {
        module: "concurrent.futures",
        reason: "starts threads or processes, which a model may not",
        callables: "ThreadPoolExecutor ProcessPoolExecutor Future as_completed wait",
        exceptions: "CancelledError:Exception",
        numbers: "",
    },
    Refused {
        module: "socket",
        reason: "reaches the network, which a model may not",
        callables: "socket create_connection create_server gethostbyname gethostname getaddrinfo getfqdn socketpair \
                    inet_aton inet_ntoa",
        exceptions: "error:OSError gaierror:OSError herror:OSError timeout:OSError",
        numbers: "AF_UNIX=1 AF_INET=2 AF_INET6=10 SOCK_STREAM=1 SOCK_DGRAM=2 SOL_SOCKET=1 SO_REUSEADDR=2",
    },
    Refused {
        module: "ssl",
        reason: "is for network connections, which a model may not make",
        callables: "SSLContext create_default_context wrap_socket get_server_certificate",
        exceptions: "SSLError:OSError CertificateError:SSLError",
        numbers: "CERT_NONE=0 CERT_OPTIONAL=1 CERT_REQUIRED=2",
    },
    Refused {
        module: "urllib.request",
        reason: "reaches the network, which a model may not",
        callables: "urlopen urlretrieve Request build_opener install_opener ProxyHandler HTTPBasicAuthHandler",
        exceptions: "",
        numbers: "",
    },
    Refused {
        module: "urllib.error",
        reason: "",
        callables: "",
        exceptions: "URLError:OSError HTTPError:URLError ContentTooShortError:URLError",
        numbers: "",
    },
    Refused {
        module: "http.client",
        reason: "reaches the network, which a model may not",
        callables: "HTTPConnection HTTPSConnection HTTPResponse",
        exceptions: "HTTPException:Exception",
        numbers: "",
    },
    Refused {
        module: "http.server",
        reason: "serves the network, which a model may not",
        callables: "HTTPServer ThreadingHTTPServer BaseHTTPRequestHandler SimpleHTTPRequestHandler",
        exceptions: "",
        numbers: "",
    },
    Refused {
        module: "socketserver",
        reason: "serves the network, which a model may not",
        callables: "TCPServer UDPServer ThreadingTCPServer BaseRequestHandler StreamRequestHandler",
        exceptions: "",
        numbers: "",
    },
    Refused {
        module: "smtplib",
        reason: "reaches the network, which a model may not",
        callables: "SMTP SMTP_SSL",
        exceptions: "SMTPException:OSError",
        numbers: "",
    },
    Refused {
        module: "webbrowser",
        reason: "opens a browser, which a model may not",
        callables: "open open_new open_new_tab get register",
        exceptions: "Error:Exception",
        numbers: "",
    },
    Refused {
        module: "pickle",
        reason: "makes objects of bytes by running what they say, which is not safe",
        callables: "dump dumps load loads Pickler Unpickler",
        exceptions: "PickleError:Exception PicklingError:PickleError UnpicklingError:PickleError",
        numbers: "HIGHEST_PROTOCOL=5 DEFAULT_PROTOCOL=4",
    },
    Refused {
        module: "shelve",
        reason: "writes and reads databases of pickled objects, which a model may not",
        callables: "open Shelf DbfilenameShelf",
        exceptions: "",
        numbers: "",
    },
    Refused {
        module: "sqlite3",
        reason: "reads and writes database files, which a model may not",
        callables: "connect Connection Cursor Row",
        exceptions: "Error:Exception DatabaseError:Error OperationalError:DatabaseError",
        numbers: "",
    },
    Refused {
        module: "ctypes",
        reason: "runs machine code, which a model may not",
        callables: "CDLL PyDLL cdll Structure POINTER byref cast sizeof create_string_buffer c_int c_long c_char_p \
                    c_void_p",
        exceptions: "ArgumentError:Exception",
        numbers: "",
    },
    Refused {
        module: "tempfile",
        reason: "writes to the folder for temporary files, which a model may not; write below `--allow-write DIR`",
        callables: "NamedTemporaryFile TemporaryFile SpooledTemporaryFile TemporaryDirectory mkstemp mkdtemp mktemp \
                    gettempdir gettempprefix",
        exceptions: "",
        numbers: "",
    },
    Refused {
        module: "getpass",
        reason: "asks the user, which a model may not",
        callables: "getpass getuser",
        exceptions: "GetPassWarning:UserWarning",
        numbers: "",
    },
];

/// A module of the table.
pub(super) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Option<Outcome<Rc<ModuleObject>>> {
    if matches!(name, "urllib" | "http" | "concurrent") {
        return Some(Ok(new_module(name, &[], Vec::new())));
    }
    let row = MODULES.iter().find(|row| row.module == name)?;
    Some(Ok(fill(interpreter, row)))
}

fn fill(interpreter: &mut Interpreter<'_>, row: &Refused) -> Rc<ModuleObject> {
    let module = new_module(row.module, &[], Vec::new());
    for callable in row.callables.split_ascii_whitespace() {
        let class = super::plain_class(interpreter, row.module, callable, &[&REFUSE]);
        let message = Value::str(format!("`{}.{callable}` {}", row.module, row.reason));
        class.attributes.borrow_mut().set(Symbol::new(MESSAGE), message, Mark::Derived);
        module.set(Symbol::new(callable), Some(Value::Class(class)));
    }
    for exception in row.exceptions.split_ascii_whitespace() {
        let (exception, parent) = exception.split_once(':').unwrap_or((exception, "Exception"));
        let parent = match module.get(Symbol::new(parent)) {
            Some(Value::Class(class)) => class,
            _ => interpreter.exceptions.class(parent),
        };
        let class = super::exception_class(parent, row.module, exception);
        module.set(Symbol::new(exception), Some(Value::Class(class)));
    }
    for number in row.numbers.split_ascii_whitespace() {
        let (constant, number) = number.split_once('=').unwrap_or((number, "0"));
        module.set(Symbol::new(constant), Some(Value::Int(number.parse().unwrap_or_default())));
    }
    module
}

/// A name that no script can write: the message of what is refused.
const MESSAGE: &str = "<message>";

static REFUSE: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, arguments: Arguments| {
        let message = match arguments.positional.first() {
            Some(Value::Instance(instance)) => instance.class().lookup(Symbol::new(MESSAGE)),
            _ => None,
        };
        let text = match message {
            Some(Value::Str(text)) => text.as_str().to_owned(),
            _ => "this is what a model may not do".to_owned(),
        };
        Err(refusal(interpreter, &text))
    },
};

/// Something that a model may not do. Scripts cannot catch this.
pub(super) fn refusal(interpreter: &Interpreter<'_>, message: &str) -> Stop {
    let diagnostic = Diagnostic::refusal(message.to_owned())
        .at(Some(interpreter.span()), "")
        .help("`bartizan run --python` records such a model with your own CPython");
    Stop::Refused(Box::new(diagnostic))
}
