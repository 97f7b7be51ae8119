//! `_hashes`: digests of bytes, by the name of the function. `hashlib.py` is what scripts see of it.

use std::rc::Rc;

use blake2::digest::array::typenum::Unsigned;
use blake2::digest::block_api::{Buffer, BufferKindUser, OutputSizeUser, UpdateCore, VariableOutputCore};
use sha3::Digest;

use crate::builtins::{arguments, bytes_methods};
use crate::eval::{Interpreter, Outcome};
use crate::value::{ModuleObject, NativeFunction, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("_hashes", &[&DIGEST, &BLAKE], Vec::new())
}

/// A step pays for so many bytes.
const BYTES_PER_STEP: usize = 8;

/// `digest(name, data)`
static DIGEST: NativeFunction = NativeFunction {
    name: "digest",
    call: |interpreter, arguments| {
        let [name, data] = arguments::exactly::<2>(interpreter, "digest", arguments)?;
        let name = arguments::text(interpreter, &name, "digest() argument 1 must be str")?;
        let data = charged(interpreter, &data)?;
        match digest(name, data) {
            Some(digest) => Ok(Value::bytes(digest)),
            None => Err(interpreter.error("ValueError", format!("unsupported hash type {name}"))),
        }
    },
};

fn digest(name: &str, data: &[u8]) -> Option<Vec<u8>> {
    Some(match name {
        "md5" => md5::Md5::digest(data).to_vec(),
        "sha1" => sha1::Sha1::digest(data).to_vec(),
        "sha224" => sha2::Sha224::digest(data).to_vec(),
        "sha256" => sha2::Sha256::digest(data).to_vec(),
        "sha384" => sha2::Sha384::digest(data).to_vec(),
        "sha512" => sha2::Sha512::digest(data).to_vec(),
        "sha3_224" => sha3::Sha3_224::digest(data).to_vec(),
        "sha3_256" => sha3::Sha3_256::digest(data).to_vec(),
        "sha3_384" => sha3::Sha3_384::digest(data).to_vec(),
        "sha3_512" => sha3::Sha3_512::digest(data).to_vec(),
        _ => return None,
    })
}

/// `blake(name, data, size, key, salt, person)`; sizes have been checked.
static BLAKE: NativeFunction = NativeFunction {
    name: "blake",
    call: |interpreter, arguments| {
        let [name, data, size, key, salt, person] = arguments::exactly::<6>(interpreter, "blake", arguments)?;
        let data = charged(interpreter, &data)?;
        let size = usize::try_from(arguments::index(interpreter, &size)?).unwrap_or(usize::MAX);
        let key = bytes_methods::content(interpreter, &key)?;
        let salt = bytes_methods::content(interpreter, &salt)?;
        let person = bytes_methods::content(interpreter, &person)?;
        let is_small = matches!(&name, Value::Str(name) if name.as_str() == "blake2s");
        let (most, most_salt) = if is_small { (32, 8) } else { (64, 16) };
        if size == 0 || size > most || key.len() > most || salt.len() > most_salt || person.len() > most_salt {
            return Err(interpreter.error("ValueError", "a parameter of blake2 is too long"));
        }
        Ok(Value::bytes(match is_small {
            true => {
                let core = blake2::Blake2sVarCore::new_with_params(salt, person, key.len(), size);
                blake(core, key, data, size)
            }
            false => {
                let core = blake2::Blake2bVarCore::new_with_params(salt, person, key.len(), size);
                blake(core, key, data, size)
            }
        }))
    },
};

/// The digest of the key, filled up to a block, and the data.
fn blake<Core>(mut core: Core, key: &[u8], data: &[u8], size: usize) -> Vec<u8>
where
    Core: VariableOutputCore + UpdateCore + BufferKindUser + OutputSizeUser,
{
    let mut buffer = Buffer::<Core>::default();
    if !key.is_empty() {
        let mut block = key.to_vec();
        block.resize(Core::BlockSize::USIZE, 0);
        buffer.digest_blocks(&block, |blocks| core.update_blocks(blocks));
    }
    buffer.digest_blocks(data, |blocks| core.update_blocks(blocks));
    let mut digest = blake2::digest::Output::<Core>::default();
    core.finalize_variable_core(&mut buffer, &mut digest);
    digest.get(..size).unwrap_or_default().to_vec()
}

/// The bytes of an argument, after their digest was paid for.
fn charged<'a>(interpreter: &mut Interpreter<'_>, data: &'a Value) -> Outcome<&'a [u8]> {
    let data = bytes_methods::content(interpreter, data)?;
    interpreter.step(30 + data.len() / BYTES_PER_STEP)?;
    Ok(data)
}
