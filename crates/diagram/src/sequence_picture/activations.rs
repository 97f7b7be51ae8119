//! Activation bars: from a request to its reply, the receiver is at work.

use std::collections::BTreeMap;

use super::measures::MOST_BARS;

/// Where a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Columns of the two ends.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Row of the request that this message answers.
    pub(super) reply_to: Option<usize>,
}

/// A bar on a lifeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) column: usize,
    /// How many bars' width it is shifted to the right.
    pub(super) shift: usize,
    /// Rows of the request and of the reply.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// What an arrow touches at one end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Touch {
    /// The shift of the topmost bar, if it is a bar.
    pub(super) bar: Option<usize>,
}

/// Bars in the order in which they begin, and what each message touches at its start and its end.
pub(super) fn activations(passages: &[Passage]) -> (Vec<Bar>, Vec<(Touch, Touch)>) {
    let replies = replies(passages);
    let mut bars: Vec<Bar> = Vec::new();
    // Which bars are open, by column: how many for each shift.
    let mut open: BTreeMap<usize, [usize; MOST_BARS]> = BTreeMap::new();
    let mut bar_of_request: BTreeMap<usize, usize> = BTreeMap::new();
    let mut touches = Vec::with_capacity(passages.len());
    for (row, passage) in passages.iter().enumerate() {
        let answered = passage.reply_to.filter(|request| replies.get(request) == Some(&row));
        let ended = answered.and_then(|request| bar_of_request.get(&request)).and_then(|at| bars.get(*at)).copied();
        let start = ended.map_or_else(|| topmost(&open, passage.from), |bar| Some(bar.shift));
        if let Some(bar) = ended
            && let Some(count) = open.get_mut(&bar.column).and_then(|counts| counts.get_mut(bar.shift))
        {
            *count = count.saturating_sub(1);
        }
        let mut end = topmost(&open, passage.to);
        if let Some(last) = replies.get(&row) {
            let counts = open.entry(passage.to).or_default();
            let shift = counts.iter().position(|count| *count == 0).unwrap_or(MOST_BARS - 1);
            if let Some(count) = counts.get_mut(shift) {
                *count += 1;
            }
            bar_of_request.insert(row, bars.len());
            bars.push(Bar { column: passage.to, shift, first: row, last: *last });
            end = Some(shift);
        }
        touches.push((Touch { bar: start }, Touch { bar: end }));
    }
    (bars, touches)
}

/// The row of the first reply to each request that comes after it and goes back.
fn replies(passages: &[Passage]) -> BTreeMap<usize, usize> {
    let mut replies = BTreeMap::new();
    for (row, passage) in passages.iter().enumerate() {
        let Some(request) = passage.reply_to.filter(|request| *request < row) else { continue };
        if passages.get(request).is_some_and(|request| request.to == passage.from) {
            replies.entry(request).or_insert(row);
        }
    }
    replies
}

fn topmost(open: &BTreeMap<usize, [usize; MOST_BARS]>, column: usize) -> Option<usize> {
    open.get(&column)?.iter().rposition(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(from: usize, to: usize, reply_to: Option<usize>) -> Passage {
        Passage { from, to, reply_to }
    }

    #[test]
    fn the_receiver_is_at_work_until_it_replies() {
        let passages = [passage(0, 1, None), passage(1, 2, None), passage(2, 1, Some(1)), passage(1, 0, Some(0))];
        let (bars, touches) = activations(&passages);
        let bar = |column, first, last| Bar { column, shift: 0, first, last };
        assert_eq!(bars, [bar(1, 0, 3), bar(2, 1, 2)]);
        let on_bar = Touch { bar: Some(0) };
        assert_eq!(touches[0], (Touch::default(), on_bar));
        assert_eq!(touches[1], (on_bar, on_bar));
        assert_eq!(touches[3], (on_bar, Touch::default()));
    }

    #[test]
    fn work_within_work_is_a_bar_on_the_bar() {
        let passages = [passage(0, 1, None), passage(2, 1, None), passage(1, 2, Some(1)), passage(1, 0, Some(0))];
        let shifts: Vec<usize> = activations(&passages).0.iter().map(|bar| bar.shift).collect();
        assert_eq!(shifts, [0, 1]);
    }

    #[test]
    fn what_is_no_reply_makes_no_bar() {
        // Before its request, from somebody else, and to itself.
        let passages = [passage(1, 0, Some(1)), passage(0, 1, None), passage(2, 0, Some(1)), passage(1, 1, Some(3))];
        assert_eq!(activations(&passages).0, []);
    }

    #[test]
    fn many_requests_at_once_stay_on_the_lifeline() {
        let requests = (0..100).map(|_| passage(0, 1, None));
        let passages: Vec<Passage> = requests.chain((0..100).map(|row| passage(1, 0, Some(row)))).collect();
        let (bars, _) = activations(&passages);
        assert_eq!(bars.len(), 100);
        assert!(bars.iter().all(|bar| bar.shift < MOST_BARS));
    }
}
