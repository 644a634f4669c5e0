import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { OpenAtDoor } from './inputs-door.ts';

const faultsOf = (phone: string): string[] => {
	const ticket = { id: crypto.randomUUID(), person: null, caller: 'cô bán quán', own: false, phone, system: 'portal' };
	const read = v.safeParse(OpenAtDoor, { ...ticket, device: null, stuck: 'one', due: 'today', words: 'quay mãi' });
	return (read.issues ?? []).map(({ message }) => message);
};

test.each([
	['482913', ['secret-typed']],
	['mã 482 913', ['secret-typed']],
	['0900 000 555', []],
	['+49 (30) 555-0101', []],
	['0123', ['support-phone-anywhere']]
])('%s in the box for a telephone: %j', (typed, faults) => expect(faultsOf(typed)).toEqual(faults));

test('no telephone is taken for a code, and no six digits for a telephone', () => {
	// With two noughts it begins as one of abroad.
	fc.assert(fc.property(fc.stringMatching(/^0[1-9][0-9]{8,9}$/), (phone) => faultsOf(phone).length === 0));
	fc.assert(fc.property(fc.stringMatching(/^[0-9]{6}$/), (code) => faultsOf(code).join() === 'secret-typed'));
});
