//! Operators, one for one.

use ruff_python_ast as ast;

use crate::tree::{Binary, Compare, Unary};

pub(super) fn binary(operator: ast::Operator) -> Binary {
    match operator {
        ast::Operator::Add => Binary::Add,
        ast::Operator::Sub => Binary::Subtract,
        ast::Operator::Mult => Binary::Multiply,
        ast::Operator::MatMult => Binary::MatrixMultiply,
        ast::Operator::Div => Binary::Divide,
        ast::Operator::Mod => Binary::Modulo,
        ast::Operator::Pow => Binary::Power,
        ast::Operator::LShift => Binary::ShiftLeft,
        ast::Operator::RShift => Binary::ShiftRight,
        ast::Operator::BitOr => Binary::Or,
        ast::Operator::BitXor => Binary::Xor,
        ast::Operator::BitAnd => Binary::And,
        ast::Operator::FloorDiv => Binary::FloorDivide,
    }
}

pub(super) fn unary(operator: ast::UnaryOp) -> Unary {
    match operator {
        ast::UnaryOp::Invert => Unary::Invert,
        ast::UnaryOp::Not => Unary::Not,
        ast::UnaryOp::UAdd => Unary::Plus,
        ast::UnaryOp::USub => Unary::Minus,
    }
}

pub(super) fn compare(operator: ast::CmpOp) -> Compare {
    match operator {
        ast::CmpOp::Eq => Compare::Equal,
        ast::CmpOp::NotEq => Compare::NotEqual,
        ast::CmpOp::Lt => Compare::Less,
        ast::CmpOp::LtE => Compare::LessOrEqual,
        ast::CmpOp::Gt => Compare::Greater,
        ast::CmpOp::GtE => Compare::GreaterOrEqual,
        ast::CmpOp::Is => Compare::Is,
        ast::CmpOp::IsNot => Compare::IsNot,
        ast::CmpOp::In => Compare::In,
        ast::CmpOp::NotIn => Compare::NotIn,
    }
}
