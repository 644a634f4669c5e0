// Who stands for a business, by which paper, and in what. The same stands below the code (`represents`).

/** What is done for a business today: to follow what was asked for it, and to ask. */
export const acts = ['follow', 'ask'] as const;
export type Act = (typeof acts)[number];

export const scopes = ['everything', 'ask', 'follow'] as const;
export type Scope = (typeof scopes)[number];

/**
 * | scope       | follow | ask |
 * | everything  | yes    | yes |
 * | ask         | yes    | yes |
 * | follow      | yes    | no  |
 */
const allows: Record<Scope, readonly Act[]> = { everything: acts, ask: acts, follow: ['follow'] };

export const papers = ['registration', 'authority', 'appointment'] as const;
export type Paper = (typeof papers)[number];

/**
 * What a paper may give.
 * | paper                                       | scope              |
 * | registration paper that names them          | everything         |
 * | written authority, decision that names them | as the paper says  |
 */
export const givesBy: Record<Paper, readonly Scope[]> = {
	registration: ['everything'],
	authority: scopes,
	appointment: scopes
};

/**
 * What keeps a paper from being written down; null when nothing does. No source says that an authority has to have an end, so whoever has it in their
 * hand says which end it has, or that it has none. Days are `yyyy-mm-dd`.
 */
export function paperFault(
	{ paper, scope, from, to, open }: { paper: Paper; scope: Scope; from: string; to: string | null; open: boolean },
	today: string
) {
	if (!givesBy[paper].includes(scope)) return 'represent-scope';
	if (to !== null && open) return 'represent-until-two';
	if (to === null && !open && paper !== 'registration') return 'represent-until-missing';
	if (to !== null && to < from) return 'represent-days';
	if (to !== null && to < today) return 'represent-over';
	return null;
}

export type Representation = {
	scope: Scope;
	from: string;
	to: string | null;
	/** It was taken back, stepped down from, or went with whoever was erased. */
	ended: boolean;
	/** From this day on the business is none any more. */
	businessEndedOn: string | null;
};

/** Whether somebody who stands so does this on a day. */
export const mayAct = ({ scope, from, to, ended, businessEndedOn }: Representation, act: Act, day: string): boolean =>
	!ended &&
	from <= day &&
	(to === null || day <= to) &&
	(businessEndedOn === null || day < businessEndedOn) &&
	allows[scope].includes(act);
