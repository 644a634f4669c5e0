import type { Fee } from '#capabilities/procedures/answers.ts';
import { feeOf, type FeeAnswer } from '#capabilities/procedures/rules-fee.ts';

type Said = readonly { question: string; value: string }[];
type Way = 'ONLINE' | 'DIRECT';

export const channelOf = (way: Way | null): 'online' | 'direct' => (way === 'ONLINE' ? 'online' : 'direct');

const saidTo = (answers: Said, question: string | undefined): string | undefined =>
	answers.find((answer) => answer.question === question)?.value;

/**
 * What a case would cost with these answers, filed this way on this day (`yyyy-mm-dd`): the same before their yes and after it.
 * How many units are asked for is the answer to the form's question about copies, or one file. `found` is the commune's own price.
 */
export const feeAsked = (
	fee: Fee,
	way: Way | null,
	answers: Said,
	day: string,
	found: { amount: number; basis: string } | null
): FeeAnswer =>
	feeOf(fee, {
		...{ channel: channelOf(way), day, groups: [], ofCommune: found },
		since: saidTo(answers, fee.waivedWithin?.question),
		count: Number(saidTo(answers, 'copies') ?? 1)
	});
