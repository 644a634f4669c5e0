import { expect, test } from 'vitest';
import { isEasy } from './rules-passwords.ts';

test.each([
	'matkhau123456',
	'Mật-khẩu Từng Nhà',
	'TungNha@2026',
	'hanhchinhcong1',
	'aaaaaaaaaaaaaaaa',
	'123456789012',
	'abcdefghijkl',
	'qwertyuiop123',
	'quantri!quantri!',
	'nguyen.lua nguyen.lua',
	'lua.nguyen.2026'
])('“%s” is tried first', (password) => expect(isEasy(password, 'nguyen.lua')).toBe(true));

test.each([
	'mot cau rat dai cua toi',
	'Trâu ơi ta bảo trâu này',
	'uyên bình hoà quế 41',
	'x7$kQ!pz29_wm',
	'𠮷野家で牛丼を食べたい夜',
	'4096 1187 5523 9071',
	'§%&/()=?{}[]'
])('“%s” is taken, of whatever signs it is', (password) => expect(isEasy(password, 'nguyen.lua')).toBe(false));
