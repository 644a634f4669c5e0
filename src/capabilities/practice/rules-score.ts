import type { Act, Band } from './scam-shape.ts';

export type Answer = { genuine: boolean; act: Act };
/** Hits are scams that were not followed; false alarms are genuine ones that were hung up on or left. */
export type Counts = { scams: number; hits: number; genuine: number; falseAlarms: number };

const refuses = (act: Act): boolean => act === 'hang-up' || act === 'leave';

/** A scam that was not followed, or something genuine that was not refused. */
export const isWell = ({ genuine, act }: Answer): boolean => (genuine ? !refuses(act) : act !== 'follow');

/**
 * | what was done  | of a scam | of what is genuine |
 * | hang up, leave | hit       | false alarm        |
 * | check          | hit       | well               |
 * | follow         | missed    | well               |
 *
 * To ask at a number of one's own is what is taught, and right of both.
 */
export function countsOf(answers: readonly Answer[]): Counts {
	const scams = answers.filter(({ genuine }) => !genuine);
	const genuine = answers.filter((one) => one.genuine);
	return {
		scams: scams.length,
		hits: scams.filter(isWell).length,
		genuine: genuine.length,
		falseAlarms: genuine.filter((one) => !isWell(one)).length
	};
}

/**
 * How many standard deviations lie below a share between 0 and 1 (Abramowitz and Stegun 26.2.23). It is right to 0.0005, far finer than what
 * forty answers can say.
 */
export function deviate(share: number): number {
	if (share > 0.5) return -deviate(1 - share);
	const t = Math.sqrt(-2 * Math.log(share));
	const above = 2.515517 + t * (0.802853 + t * 0.010328);
	const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
	return above / below - t;
}

/** Half a case more and one more asked (log-linear): none of none, and all of all, stay finite. */
const shareOf = (found: number, of: number): number => (found + 0.5) / (of + 1);

/** d′: how well scams are told from what is genuine. 0 for whoever treats both alike, below it for whoever has them the wrong way round. */
export const discrimination = ({ scams, hits, genuine, falseAlarms }: Counts): number =>
	deviate(shareOf(hits, scams)) - deviate(shareOf(falseAlarms, genuine));

/** Two sets; what was answered before says nothing yet. */
const [FEW_SCAMS, FEW_GENUINE] = [6, 4];
/** The young too err in two or three of ten (`domain/skills.md` 2.5). */
const ERRS = 0.3;

/**
 * | scams not followed | genuine refused | band         |
 * | 7 of 10 or more    | 3 of 10 at most | tells-apart  |
 * | 7 of 10 or more    | more            | suspects-all |
 * | fewer              | 3 of 10 at most | trusts-all   |
 * | fewer              | more            | mixed        |
 */
export function bandOf({ scams, hits, genuine, falseAlarms }: Counts): Band {
	if (scams < FEW_SCAMS || genuine < FEW_GENUINE) return 'few';
	const sees = scams - hits <= ERRS * scams;
	const trusts = falseAlarms <= ERRS * genuine;
	if (sees) return trusts ? 'tells-apart' : 'suspects-all';
	return trusts ? 'trusts-all' : 'mixed';
}
