import type { Fee } from '#capabilities/procedures/answers.ts';
import { feeOf, type FeeAnswer } from '#capabilities/procedures/rules-fee.ts';

/** How many units are asked for: the answer to the form's question about copies, or one file. */
const countIn = (answers: readonly { question: string; value: string }[]): number =>
	Number(answers.find((answer) => answer.question === 'copies')?.value ?? 1);

/** What a case would cost with these answers, filed this way on this day (`yyyy-mm-dd`): the same before their yes and after it. */
export const feeAsked = (
	fee: Fee,
	way: 'ONLINE' | 'DIRECT' | null,
	answers: readonly { question: string; value: string }[],
	day: string
): FeeAnswer =>
	feeOf(fee, { channel: way === 'ONLINE' ? 'online' : 'direct', day, groups: [], count: countIn(answers) });
