//! What follows from what: one row each. This table is the only place where an implication is added.
//!
//! Rows are tried from top to bottom, and the first that says something of a fact wins. A row is certain where both
//! statements cannot hold at once (a contradiction is reported), or usual where they can.

use super::Force::{Certain, Usual};
use super::Is::{AtLeast, Filled, Member, OneOf, Port, True};
use super::Of::{Incoming, Itself, Kept, Received, Sink};
use super::Then::{No, Text, Yes};
use super::{Force, Implication, Is, Of, Then};
use crate::schema::{Class, EnumKind};

/// Protocols that run over TLS.
const TLS: &[&str] = &[
    "HTTPS", "HTTP/3", "WSS", "TLS", "TLS 1.2", "TLS 1.3", "TLS1.2", "TLS1.3", "TLSv1.2", "TLSv1.3", "mTLS", "DTLS",
    "QUIC", "gRPCS", "FTPS", "LDAPS", "IMAPS", "POP3S", "SMTPS", "MQTTS", "AMQPS", "DoH", "DoT", "RTMPS", "SIPS",
];
/// Protocols that run over SSH.
const SSH: &[&str] = &["SSH", "SFTP", "SCP"];
/// Protocols that send everything as it is. Those that can be switched to encryption are not among them.
const PLAIN: &[&str] = &["HTTP", "WS", "FTP", "TFTP", "Telnet", "rlogin", "rsh", "Modbus", "Modbus TCP"];
/// Protocols of databases that are queried with SQL.
const SQL: &[&str] = &[
    "SQL",
    "MySQL",
    "MariaDB",
    "PostgreSQL",
    "Postgres",
    "MSSQL",
    "SQL Server",
    "TDS",
    "Oracle",
    "Oracle Net",
    "SQL*Net",
    "JDBC",
    "ODBC",
];
/// Protocols of stores that are not.
const NO_SQL: &[&str] = &[
    "MongoDB",
    "Redis",
    "Memcached",
    "Cassandra",
    "Elasticsearch",
    "DynamoDB",
    "Neo4j",
    "LDAP",
    "LDAPS",
    "S3",
    "NFS",
    "SMB",
    "CIFS",
    "AMQP",
    "AMQPS",
    "Kafka",
    "MQTT",
    "MQTTS",
    "NATS",
    "STOMP",
];
/// Protocols of message queues.
const QUEUE: &[&str] = &["AMQP", "AMQPS", "Kafka", "MQTT", "MQTTS", "NATS", "STOMP", "SQS"];
/// Languages in which code cannot overrun a buffer unless it tries.
const MANAGED: &[&str] = &[
    "Python",
    "Java",
    "Kotlin",
    "Scala",
    "Clojure",
    "Groovy",
    "C#",
    "F#",
    "VB.NET",
    "Go",
    "Golang",
    "JavaScript",
    "TypeScript",
    "Node.js",
    "Ruby",
    "PHP",
    "Perl",
    "Rust",
    "Swift",
    "Elixir",
    "Erlang",
    "Haskell",
    "Dart",
    "Lua",
    "R",
];
/// Languages in which it can.
const UNMANAGED: &[&str] = &["C", "C++", "Objective-C", "Assembly", "Assembler"];

#[rustfmt::skip]
pub(super) static IMPLICATIONS: &[Implication] = &[
    // Flows: what the version of TLS says.
    row(Class::Dataflow, Itself, "tlsVersion", AtLeast(EnumKind::TlsVersion, "SSLv2"), "controls.isEncrypted", Yes, Certain, "SSL and TLS encrypt"),
    row(Class::Dataflow, Itself, "tlsVersion", AtLeast(EnumKind::TlsVersion, "TLSv10"), "controls.authenticatesDestination", Yes, Usual, "TLS proves who the server is by its certificate"),
    row(Class::Dataflow, Itself, "tlsVersion", AtLeast(EnumKind::TlsVersion, "TLSv10"), "controls.providesIntegrity", Yes, Usual, "TLS notices changes on the way"),
    // Flows: what a virtual private network says, whatever runs through it.
    row(Class::Dataflow, Itself, "usesVPN", True, "controls.isEncrypted", Yes, Usual, "a VPN encrypts what runs through it"),
    row(Class::Dataflow, Itself, "controls.usesVPN", True, "controls.isEncrypted", Yes, Usual, "a VPN encrypts what runs through it"),
    // Flows: what the protocol says.
    row(Class::Dataflow, Itself, "protocol", OneOf(TLS), "controls.isEncrypted", Yes, Certain, "the protocol runs over TLS, which encrypts"),
    row(Class::Dataflow, Itself, "protocol", OneOf(TLS), "controls.authenticatesDestination", Yes, Usual, "the protocol runs over TLS, which proves who the server is by its certificate"),
    row(Class::Dataflow, Itself, "protocol", OneOf(TLS), "controls.providesIntegrity", Yes, Usual, "the protocol runs over TLS, which notices changes on the way"),
    row(Class::Dataflow, Itself, "protocol", OneOf(&["mTLS"]), "controls.authenticatesSource", Yes, Certain, "with mutual TLS the client shows a certificate too"),
    row(Class::Dataflow, Itself, "protocol", OneOf(SSH), "controls.isEncrypted", Yes, Certain, "the protocol runs over SSH, which encrypts"),
    row(Class::Dataflow, Itself, "protocol", OneOf(SSH), "controls.authenticatesDestination", Yes, Usual, "SSH proves who the server is by its host key"),
    row(Class::Dataflow, Itself, "protocol", OneOf(SSH), "controls.authenticatesSource", Yes, Usual, "SSH asks who the client is"),
    row(Class::Dataflow, Itself, "protocol", OneOf(SSH), "controls.providesIntegrity", Yes, Usual, "SSH notices changes on the way"),
    row(Class::Dataflow, Itself, "protocol", OneOf(PLAIN), "controls.isEncrypted", No, Certain, "the protocol does not encrypt"),
    row(Class::Dataflow, Itself, "protocol", OneOf(PLAIN), "controls.authenticatesDestination", No, Usual, "the protocol does not prove who the server is"),
    row(Class::Dataflow, Itself, "protocol", OneOf(&["SOAP"]), "usesSOAP", Yes, Certain, "it is SOAP"),
    // Flows: what an algorithm and the receiver say.
    row(Class::Dataflow, Itself, "controls.usesEncryptionAlgorithm", Filled, "controls.isEncrypted", Yes, Usual, "an algorithm that encrypts is named"),
    row(Class::Dataflow, Sink, "minTLSVersion", AtLeast(EnumKind::TlsVersion, "TLSv10"), "controls.isEncrypted", Yes, Usual, "the receiver accepts TLS only"),
    row(Class::Dataflow, Sink, "minTLSVersion", AtLeast(EnumKind::TlsVersion, "TLSv10"), "controls.authenticatesDestination", Yes, Usual, "the receiver accepts TLS only, which proves who it is by its certificate"),
    row(Class::Dataflow, Sink, "minTLSVersion", AtLeast(EnumKind::TlsVersion, "TLSv10"), "controls.providesIntegrity", Yes, Usual, "the receiver accepts TLS only, which notices changes on the way"),
    // Flows: what the port says, where nothing else does.
    row(Class::Dataflow, Itself, "dstPort", Port(TLS_PORTS), "controls.isEncrypted", Yes, Usual, "the port is one of services over TLS"),
    row(Class::Dataflow, Itself, "dstPort", Port(TLS_PORTS), "controls.authenticatesDestination", Yes, Usual, "the port is one of services over TLS"),
    row(Class::Dataflow, Itself, "dstPort", Port(TLS_PORTS), "controls.providesIntegrity", Yes, Usual, "the port is one of services over TLS"),
    row(Class::Dataflow, Itself, "dstPort", Port(&[22]), "controls.isEncrypted", Yes, Usual, "the port is that of SSH"),
    row(Class::Dataflow, Itself, "dstPort", Port(&[22]), "controls.authenticatesDestination", Yes, Usual, "the port is that of SSH, which proves who the server is by its host key"),
    row(Class::Dataflow, Itself, "dstPort", Port(&[22]), "controls.providesIntegrity", Yes, Usual, "the port is that of SSH, which notices changes on the way"),
    row(Class::Dataflow, Itself, "dstPort", Port(PLAIN_PORTS), "controls.isEncrypted", No, Usual, "the port is one of services that do not encrypt"),
    row(Class::Dataflow, Itself, "dstPort", Port(PLAIN_PORTS), "controls.authenticatesDestination", No, Usual, "the port is one of services that do not prove who they are"),
    row(Class::Dataflow, Itself, "controls.isEncrypted", True, "controls.providesConfidentiality", Yes, Usual, "what is encrypted cannot be read on the way"),
    // Datastores: what they are.
    row(Class::Datastore, Itself, "type", Member(EnumKind::DatastoreType, &["SQL"]), "isSQL", Yes, Certain, "it is an SQL database"),
    row(Class::Datastore, Itself, "type", Member(EnumKind::DatastoreType, &["FILE_SYSTEM", "LDAP", "AWS_S3"]), "isSQL", No, Certain, "it is of another type"),
    row(Class::Datastore, Itself, "type", Member(EnumKind::DatastoreType, &["AWS_S3"]), "onAWS", Yes, Certain, "S3 is a service of AWS"),
    row(Class::Datastore, Itself, "onRDS", True, "isSQL", Yes, Certain, "RDS runs SQL databases"),
    row(Class::Datastore, Itself, "onRDS", True, "onAWS", Yes, Certain, "RDS is a service of AWS"),
    row(Class::Datastore, Itself, "protocol", OneOf(SQL), "isSQL", Yes, Certain, "the protocol is one of SQL databases"),
    row(Class::Datastore, Itself, "protocol", OneOf(NO_SQL), "isSQL", No, Certain, "the protocol is one of stores without SQL"),
    row(Class::Datastore, Incoming, "protocol", OneOf(SQL), "isSQL", Yes, Usual, "a flow talks to it in a protocol of SQL databases"),
    row(Class::Datastore, Incoming, "protocol", OneOf(NO_SQL), "isSQL", No, Usual, "a flow talks to it in a protocol of stores without SQL"),
    row(Class::Datastore, Itself, "isQueue", True, "isSQL", No, Usual, "queues are not queried with SQL"),
    row(Class::Datastore, Itself, "port", Port(&[1433, 1521, 3306, 5432]), "isSQL", Yes, Usual, "the port is one of SQL databases"),
    row(Class::Datastore, Itself, "port", Port(&[389, 636, 2049, 5671, 5672, 6379, 9042, 9092, 9200, 11211, 27017]), "isSQL", No, Usual, "the port is one of stores without SQL"),
    row(Class::Datastore, Itself, "protocol", OneOf(QUEUE), "isQueue", Yes, Usual, "the protocol is one of message queues"),
    // Datastores: what they keep.
    row(Class::Datastore, Kept, "isPII", True, "storesPII", Yes, Certain, "it keeps data that identifies persons"),
    row(Class::Datastore, Kept, "classification", AtLeast(EnumKind::Classification, "SENSITIVE"), "storesSensitiveData", Yes, Certain, "it keeps data that is classified as sensitive or higher"),
    row(Class::Datastore, Itself, "controls.usesEncryptionAlgorithm", Filled, "controls.isEncryptedAtRest", Yes, Usual, "an algorithm that encrypts is named"),
    // Assets: where and how they run.
    row(Class::Asset, Itself, "onAWS", True, "runsInCloud", Yes, Certain, "AWS is a cloud"),
    row(Class::Lambda, Itself, "name", Filled, "runsInCloud", Yes, Usual, "functions on demand are run by a cloud"),
    row(Class::Asset, Itself, "language", OneOf(MANAGED), "codeType", Text("Managed"), Usual, "the language keeps code from overrunning buffers"),
    row(Class::Asset, Itself, "language", OneOf(UNMANAGED), "codeType", Text("Unmanaged"), Certain, "the language lets code overrun buffers"),
    row(Class::Llm, Itself, "isSelfHosted", True, "isThirdParty", No, Usual, "the model runs on hardware of one's own"),
    row(Class::Llm, Received, "isPII", True, "processesPersonalData", Yes, Certain, "it receives data that identifies persons"),
    // Assets: what they speak and read.
    row(Class::Asset, Incoming, "protocol", OneOf(&["WS", "WSS", "WebSocket"]), "usesWebSockets", Yes, Certain, "a flow reaches it through a WebSocket"),
    row(Class::Asset, Incoming, "protocol", OneOf(&["GraphQL"]), "usesGraphQL", Yes, Certain, "a flow queries it with GraphQL"),
    row(Class::Asset, Incoming, "protocol", OneOf(&["SOAP"]), "usesSOAP", Yes, Certain, "a flow sends it SOAP messages"),
    row(Class::Asset, Incoming, "protocol", OneOf(&["REST", "gRPC", "gRPCS", "GraphQL", "SOAP", "JSON-RPC", "XML-RPC"]), "implementsAPI", Yes, Certain, "a flow calls its API"),
    row(Class::Asset, Itself, "usesSOAP", True, "usesXMLParser", Yes, Certain, "SOAP messages are XML"),
    row(Class::Asset, Itself, "usesGraphQL", True, "implementsAPI", Yes, Certain, "GraphQL is an API"),
    row(Class::Asset, Received, "format", OneOf(&["XML", "SOAP"]), "usesXMLParser", Yes, Usual, "it receives XML"),
    row(Class::Asset, Received, "format", OneOf(&["JWT"]), "acceptsJWT", Yes, Usual, "it receives a JSON Web Token"),
    // Who is known.
    row(Class::Element, Itself, "controls.usesMFA", True, "controls.implementsAuthenticationScheme", Yes, Certain, "who proves an identity twice has to prove it"),
    row(Class::Element, Itself, "controls.authenticationScheme", Filled, "controls.implementsAuthenticationScheme", Yes, Usual, "it says how it authenticates"),
    row(Class::Element, Itself, "controls.implementsAuthenticationScheme", True, "controls.authenticatesSource", Yes, Usual, "it requires authentication"),
    row(Class::Element, Itself, "controls.authorizesSource", True, "controls.hasAccessControl", Yes, Usual, "it checks what a caller may do"),
];

/// Ports of services over TLS.
const TLS_PORTS: &[i64] = &[443, 465, 636, 853, 989, 990, 993, 995, 5671, 6697, 8443, 8883];
/// Ports of services that do not encrypt.
const PLAIN_PORTS: &[i64] = &[21, 23, 69, 80];

#[expect(clippy::too_many_arguments, reason = "a row of a table, in the order of its columns")]
const fn row(
    about: Class,
    of: Of,
    premise: &'static str,
    is: Is,
    conclusion: &'static str,
    then: Then,
    force: Force,
    because: &'static str,
) -> Implication {
    Implication { about, of, premise, is, conclusion, then, force, because }
}
