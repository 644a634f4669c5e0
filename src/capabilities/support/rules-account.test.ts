import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { OpenIncident } from '#capabilities/incidents/inputs.ts';
import { AskSupport, AskSupportOwn, SayOnOwn } from './inputs-ask.ts';
import * as business from './inputs-business.ts';
import { OpenAtDoor } from './inputs-door.ts';
import { NameLoss } from './inputs-loss.ts';
import { GiveBack, GiveTicket, SayOnMend } from './inputs-mend.ts';
import { OpenTicket, SayOnTicket } from './inputs.ts';
import { looksLikeAccount } from './rules-account.ts';

it.each([
	'STK 19037766554433',
	'số tài khoản của bác là 0123 456 789 012',
	'tài khoản ngân hàng 0123456789',
	'chuyển vào 19037766554433',
	'thẻ 9704 1234 5678 9012',
	'số thẻ 970412345678',
	'account 123456789',
	'tk 102004567',
	'stk19036789012345',
	'vcb0071000123456',
	'Vietcombank-0071000123456',
	'MB.19036789012345',
	'1903_6789_0123_45',
	'1903  6789  0123  45',
	'1903/6789/0123/45',
	'9704150000000001-12/28',
	'9704150000000001/12/28',
	'19036789012345 dong',
	'खाता 12345678',
	'खाता 12345678901',
	'१९०३७७६६५५४४३३'
])('“%s” holds an account', (text) => expect(looksLikeAccount(text)).toBe(true));

it.each([
	'',
	'gọi lại số 0900 000 318',
	'gọi +84 900000318',
	'bị khoá tài khoản mức 2',
	'mất 15.000.000 đồng',
	'chuyển 1 500 000 000 đ cho người lạ',
	'từ 13/07/2026 đến 20-07-2026',
	'hồ sơ 000.16.43.H56-260714-0019',
	'số định danh 097150004127',
	'lỗi 1f2e3d4c lúc 10:42',
	'mã lỗi 01a22c6b-55e6-7134-8003-102b51172291',
	'H56-260714-0019 chưa xong',
	'mất 15000000 đồng',
	'máy 4000 và máy 0123',
	'gọi 1900 1234'
])('“%s” holds none', (text) => expect(looksLikeAccount(text)).toBe(false));

test('nine digits and more that begin with no nought are found wherever they stand among words', () => {
	const word = fc.constantFrom('bác', 'máy', 'báo', 'là', 'cháu', 'đây', 'số');
	const words = fc.array(word, { maxLength: 5 });
	fc.assert(
		fc.property(words, words, fc.bigInt({ min: 100_000_000n, max: 9_999_999_999_999_999n }), (before, after, n) => {
			fc.pre(!/^84\d{9}$/.test(String(n)));
			expect(looksLikeAccount([...before, String(n), ...after].join(' '))).toBe(true);
		})
	);
});

/** Every box of words at every door of the team, and of an outage. */
const boxes: readonly (readonly [string, v.GenericSchema, string])[] = [
	['counter', OpenTicket, 'words'],
	['counter, a caller', OpenTicket, 'caller'],
	['what is said on it', SayOnTicket, 'words'],
	['web', AskSupport, 'words'],
	['web, a name', AskSupport, 'name'],
	['own page', AskSupportOwn, 'words'],
	['a word back', SayOnOwn, 'words'],
	['given on', GiveTicket, 'words'],
	['an engineer', SayOnMend, 'words'],
	['given back', GiveBack, 'words'],
	['lost money, a name', NameLoss, 'caller'],
	['at a door', OpenAtDoor, 'words'],
	['at a door, a name', OpenAtDoor, 'caller'],
	['an outage', OpenIncident, 'words'],
	...Object.entries(business).flatMap(([name, schema]) =>
		(['words', 'caller'] as const).flatMap((box) =>
			'entries' in schema && box in schema.entries ? [[`a business, ${name}`, schema, box] as const] : []
		)
	)
];

describe('a code, a password and an account are refused in every box', () => {
	it.each(boxes)('%s', (_, schema, box) => {
		for (const typed of ['mã OTP là 482913', 'mật khẩu: hoasen99', 'STK 19037766554433']) {
			const said = v
				.safeParse(schema, { [box]: typed })
				.issues?.filter(({ path }) => path?.[0]?.key === box)
				.map(({ message }) => message);
			expect(said).toHaveLength(1);
			expect(['secret-typed', 'incident-number']).toContain(said![0]);
		}
	});
});
