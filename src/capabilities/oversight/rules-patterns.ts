import { chosenPurposes } from '#capabilities/privacy/rules-purpose.ts';
import { costs } from '#capabilities/residents/rules-budget.ts';

/**
 * What in somebody's looks of a day is to be asked about, and from how much on. None of it is wrong by itself: a list of work, a
 * mother at the counter, an officer whom a neighbour asked. Somebody asks, that is all.
 *
 * - `searches`: searches that led to nobody, from where a search has to say why.
 * - `records`: people whose record was opened by a chosen reason, in no session and for no file or need; or whose file, in another's hands.
 * - `often`: one person's record opened so on as many days of a month.
 * - `own`, `family`: themselves or somebody of their own house, once.
 * - `neighbours`: people of their own hamlet, opened by a chosen reason.
 */
export const limits = { searches: costs[1].from, records: 20, often: 4, own: 1, family: 1, neighbours: 5 } as const;

export const patternKinds = ['searches', 'records', 'often', 'own', 'family', 'neighbours'] as const;

/** Reasons that nothing bears out: those that somebody only says, and a file that is in another's hands. */
export const saidPurposes: readonly string[] = [...chosenPurposes, 'other-file'];

/** What came of asking: it was work; it was talked about; it went to whoever stands above. */
export const verdicts = ['fine', 'spoken', 'reported'] as const;

/** Days that the page looks back, and that an unsettled pattern stands at least. */
export const DAYS_SHOWN = 30;
