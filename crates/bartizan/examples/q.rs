use bartizan::rules::questions::*;
use bartizan::rules::*;
use bartizan_model::*;
fn main() {
    std::thread::Builder::new()
        .stack_size(bartizan::STACK)
        .spawn(|| {
            for path in std::env::args().skip(1) {
                let text = std::fs::read_to_string(&path).unwrap();
                let Ok(model) = bartizan::read_model(&text, &path, &mut bartizan::System::default()) else { continue };
                let Ok(mut model) = resolve(model) else { continue };
                imply(&mut model);
                let library = Library::builtin();
                let start = std::time::Instant::now();
                let (findings, _) = analyse(&model, &library);
                let t1 = start.elapsed();
                let start = std::time::Instant::now();
                let qs = questions(&model, &library, &|_| true);
                println!(
                    "{path}: {} findings {:?}, {} questions {:?}",
                    findings.all.len(),
                    t1,
                    qs.len(),
                    start.elapsed()
                );
                let assumed = |f: &Findings| {
                    f.all
                        .iter()
                        .filter(|f| f.verdict == Verdict::Assumed)
                        .map(|x| (x.threat, x.element))
                        .collect::<std::collections::BTreeSet<_>>()
                };
                let before = assumed(&findings);
                for yes in [true, false] {
                    let mut m = model.clone();
                    for _ in 0..5 {
                        let qs = questions(&m, &library, &|_| true);
                        let Some(q) = qs.first() else { break };
                        let mut s = condition::Supposition::default();
                        for o in &q.owners {
                            let v = match q.attribute.kind {
                                schema::Kind::Flag => Value::Flag(yes),
                                _ => {
                                    if yes {
                                        q.choices.last().cloned().unwrap()
                                    } else {
                                        q.choices[0].clone()
                                    }
                                }
                            };
                            s.set(*o, q.attribute, v);
                        }
                        s.write_to(&mut m, Origin::Derived);
                        imply(&mut m);
                    }
                    let (f, _) = analyse(&m, &library);
                    let left = assumed(&f).intersection(&before).count();
                    println!(
                        "RATE {yes} {:.2} {path} of {}",
                        1.0 - left as f64 / before.len().max(1) as f64,
                        before.len()
                    );
                }
                if std::env::var("Q").is_ok() {
                    continue;
                }
                for q in qs.iter().take(12) {
                    println!(
                        "  {:4} {:3} {:3} {:2} {}",
                        q.weight,
                        q.assumed,
                        q.possible,
                        q.owners.len(),
                        question(q.attribute, "Web")
                    );
                }
            }
        })
        .unwrap()
        .join()
        .unwrap();
}
