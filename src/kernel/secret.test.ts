import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { looksLikeSecret } from './secret.ts';

it.each([
	'mã OTP 482913',
	'482913',
	'bác đọc cho cháu 482913 nhé',
	'OTP: 4829',
	'ma otp la 48 29 13',
	'mật khẩu là hoaban',
	'mật khẩu: Hoa ban',
	'Mật khẩu VNeID của bác là 123456a',
	'passcode 112233',
	'password is sunrise',
	'ma pin 1234',
	'mã xác thực gửi về máy 9087',
	'ओटीपी 482913',
	'482 913',
	'code 482-913',
	'mã VNeID gửi về là 482-913',
	'4 8 2 9 1 3',
	'１２３４５６',
	'१२३४५६',
	'12345\u200B6',
	'mật khẩu của tôi là hoahong',
	'mat khau zalo cua toi la hoahong',
	'passwd hoahong1'
])('“%s” holds a secret', (text) => expect(looksLikeSecret(text)).toBe(true));

it.each([
	'',
	'bác quên mật khẩu VNeID',
	'quen mat khau ngan hang',
	'mật khẩu là gì',
	'bị khoá tài khoản mức 2',
	'đổi mã PIN thẻ',
	'gọi lại số 0900000318',
	'0900 000 318',
	'số định danh 097150004127',
	'hẹn ngày 14/07/2026',
	'còn thiếu 160000 đồng',
	'hồ sơ 000.16.43.H56-260714-0019',
	'nhận 500.000đ một tháng',
	'không nhận được mã OTP',
	'còn thiếu 160 000 đồng',
	'lấy 250 300 đồng',
	'gọi 0912 345 678',
	'quên mật khẩu của Zalo là sao'
])('“%s” holds none', (text) => expect(looksLikeSecret(text)).toBe(false));

test('a lone six-digit code is found wherever it stands among words', () => {
	const word = fc.constantFrom('bác', 'máy', 'báo', 'là', 'cháu', 'đây', 'VNeID', 'số');
	fc.assert(
		fc.property(
			fc.array(word, { maxLength: 6 }),
			fc.array(word, { maxLength: 6 }),
			fc.integer({ min: 0, max: 999_999 }),
			(before, after, n) => looksLikeSecret([...before, String(n).padStart(6, '0'), ...after].join(' '))
		)
	);
});
