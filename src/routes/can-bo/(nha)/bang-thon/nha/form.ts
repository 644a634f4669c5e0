import * as v from 'valibot';

/** A promise as it stands in a box: the need, who has it (or nobody), and the day. */
const Box = v.pipe(
	v.string(),
	v.transform((box) => {
		const [need = '', owner = '', promisedOn = ''] = box.split('|');
		return { need, owner: owner || null, promisedOn };
	})
);
export const boxOf = (one: { need: string; ownerId: string | null; promisedOn: string }): string =>
	[one.need, one.ownerId ?? '', one.promisedOn].join('|');

export const HandForm = v.object({ promises: v.array(Box) });
