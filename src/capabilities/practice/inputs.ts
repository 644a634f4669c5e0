import * as v from 'valibot';
import { acts } from './scam-shape.ts';

const item = v.pipe(v.string(), v.regex(/^F[1-8]-[a-e]$/, 'practice-item'));
const turn = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5));

export const AnswerItem = v.object({
	id: v.pipe(v.string(), v.uuid()),
	item,
	/** After which of its lines. */
	turn,
	act: v.picklist(acts, 'practice-act')
});
export const AtTurn = v.object({ turn });
export const OneItem = v.object({ item });
