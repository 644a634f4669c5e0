import * as v from 'valibot';
import { shownStates } from '#capabilities/lead-board/rules-board.ts';

const Asked = v.object({
	xem: v.fallback(v.picklist(shownStates), 'left'),
	thon: v.fallback(v.nullable(v.pipe(v.string(), v.digits(), v.maxLength(9), v.transform(Number))), null)
});

/** Which number of the board was pressed, and of which hamlet; all of them where none is named. */
export function askedIn(query: URLSearchParams) {
	const { xem: state, thon: hamlet } = v.parse(Asked, { xem: query.get('xem'), thon: query.get('thon') });
	return { state, hamlet };
}
