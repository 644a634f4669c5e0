import { expect, it } from 'vitest';
import { besideShows, type BesideNow } from './rules-beside.ts';

const draft = { stage: 'draft', way: 'DIRECT', open: 0, needed: 0 } as const;
const with_ = (more: Partial<BesideNow>): BesideNow => ({
	session: { hands: 'guide' },
	file: null,
	bill: null,
	justEnded: false,
	...more
});

it.each([
	['nobody is helped', with_({ session: null }), 'idle'],
	['somebody just was', with_({ session: null, justEnded: true }), 'faces'],
	['a file left behind shows nothing without its session', with_({ session: null, file: draft }), 'idle'],
	['no file lies open', with_({}), 'together'],
	['the keyboard is hers', with_({ session: { hands: 'screen' }, file: { ...draft, open: 2, needed: 1 } }), 'question'],
	['the keyboard is hers and all is answered', with_({ session: { hands: 'screen' }, file: draft }), 'check'],
	['the guide still types', with_({ file: { ...draft, open: 2, needed: 1 } }), 'together'],
	['no way is chosen', with_({ file: { ...draft, way: null } }), 'together'],
	['only what may stay empty is open', with_({ file: { ...draft, open: 1 } }), 'check'],
	['on her own account', with_({ file: { ...draft, way: 'ONLINE' } }), 'online'],
	['money is due', with_({ file: { ...draft, stage: 'confirmed' }, bill: 'due' }), 'pay'],
	['the fee is not known yet', with_({ file: { ...draft, stage: 'confirmed' }, bill: 'unknown' }), 'done'],
	['paid', with_({ file: { ...draft, stage: 'received' }, bill: 'paid' }), 'done']
] as const)('%s', (_, now, shows) => expect(besideShows(now as BesideNow)).toBe(shows));
