import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ofThisPage } from './claims-of-this-page.ts';

// Decision 38: every sentence that says that something happened elsewhere names the test that it did.

type Claim = { word: string; file: string; title: string };
const ROW = /^\| `([a-z-]+\.[a-z0-9-]+)` \|[^|]+\| `([^`]+)` “(.+)” \|$/;

const claims: readonly Claim[] = readFileSync('docs/decisions/0038-what-a-page-says-of-elsewhere.md', 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| `'))
	.map((line) => {
		const [, word, file, title] = ROW.exec(line) ?? [];
		if (!word || !file || !title) throw new Error(`not a row of claims: ${line}`);
		return { word, file, title };
	});

type Words = Record<string, Record<string, unknown>>;

/** Every sentence of a language by its name: `room.key`, or `refusal.key` of whichever room. */
const sentences = (locale: string): Map<string, string> =>
	new Map(
		[...globSync(`src/capabilities/*/words/${locale}.json`), `src/words/common/${locale}.json`].flatMap((file) =>
			Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Words).flatMap(([part, words]) =>
				Object.entries(words).map(([key, said]) => [`${part}.${key}`, typeof said === 'string' ? said : ''] as const)
			)
		)
	);

const WHO =
	'(?:trung tâm|xã|cán bộ(?: [^ .,;:]+){0,4}|công an(?: xã)?|lãnh đạo(?: trung tâm)?|người (?:của xã|phụ trách|trông máy|nhận|ấy|được tìm|đi|dân)|trưởng (?:địa bàn|trung tâm)|cổng(?: dịch vụ công)?|bưu điện|cơ quan|cháu)';
/** Words stand alone: letters with marks are letters. */
const alone = (words: string): RegExp => new RegExp(`(?<![\\p{L}])${words}(?![\\p{L}])`, 'iu');
/** What is said to come, by a person or by a machine. */
const toCome = [
	'sẽ (?:gọi|báo|gửi|xem|thấy|hẹn|hiện|đến|ghi|nhận|trả lời|xác nhận|đọc|quyết|làm|nói|chuyển|trống|theo|được|tự|bỏ|thay)',
	'tự (?:gửi|xoá|chuyển|hết|dọn|mở|đóng|đổi|đi tiếp|thêm|bỏ|khoá|thử|huỷ|tắt|kết thúc|nhận|nộp|soát|hiện|xem lại|thành)',
	'máy (?:đã|sẽ|vẫn|gửi|nhắc|thử|báo|nhận|làm tiếp|xét lại|nhớ|giữ|xoá|không gửi|khác đã)'
].map(alone);
/** What is said to have been done, to be going on, to stand or to be seen elsewhere. */
const elsewhere = [
	'(?:mỗi đêm|vẫn giữ|có người (?:gọi|tìm|xem|đến)|đang (?:gửi|tìm)|hết (?:hiệu lực|ngay))',
	'(?:đã|vừa) (?:gửi|báo|chuyển|gọi|hỏi|giao|nhắc|trả lại|về|đến (?:máy|nơi)|lên cổng|nhờ|thoát|tắt|được|ghi vào sổ)',
	'(?:(?:nằm|đứng|hiện) (?:ở|trong|trên|đỏ)|trang (?:theo dõi|của bác|của mình))',
	'được (?:báo|gọi|nhắc|trả lời)',
	'(?:người ấy|người dân|người đi|họ|ai[^.]{0,30}) (?:xem|thấy|đọc|biết)(?: được)?',
	`${WHO} (?:đang |đã |vẫn |không |nhắc )?(?:gọi|báo|đến|xem|trả lời|hẹn|thấy|nhận|đọc|quyết|lo|mang|tìm|nhắc)`
].map(alone);

/**
 * Families that claim nothing: names of commands, tables and times; words that go out, each of a command that has been (`words-that-go-out`); what stands beside a field, a row or a machine that is looked at there
 * and then; purposes of looks; stories on cards; figures; what engineers of other systems read.
 */
const NAMES =
	/^(?:[a-z-]+\.(?:did|part|period|check|reason|hook|demo|fault|blocked|chore|job|tell)-|error\.|privacy\.why-|field\.card-(?!told)|insights\.o(?:f|pen)-)/;

const sounds = ([word, said]: readonly [string, string]): boolean => {
	if (NAMES.test(word) || said.length < 10) return false;
	const plain = said.normalize('NFC').replace(/cán bộ tiếp nhận|không (?:đọc|hiện) được/giu, '…');
	// A refusal says how it stands, and its own test expects it; what it promises is a claim.
	return (word.startsWith('refusal.') ? toCome : [...toCome, ...elsewhere]).some((one) => one.test(plain));
};

test('each claim is a sentence of ours in three languages, once', () => {
	expect(claims.length).toBeGreaterThan(200);
	const all = ['vi', 'en', 'hi'].map(sentences);
	expect(claims.filter(({ word }) => all.some((words) => !words.get(word)))).toEqual([]);
	expect(claims.length).toBe(new Set(claims.map(({ word }) => word)).size);
});

test('each names a test that is there, by its title', () => {
	const missing = claims.filter(({ file, title }) => !readFileSync(file, 'utf8').includes(title));
	expect(missing).toEqual([]);
});

test('whatever sounds like a claim is in the table, or is known to be none', () => {
	const known = new Set([...claims.map(({ word }) => word), ...Object.values(ofThisPage).flat()]);
	const caught = [...sentences('vi')].filter(sounds);
	expect(caught.length).toBeGreaterThan(250);
	expect(caught.filter(([word]) => !known.has(word)).map(String)).toEqual([]);
	// None is excused that no pattern catches, or that the table holds.
	const excused = Object.values(ofThisPage).flat();
	const names = new Set(caught.map(([word]) => word));
	expect(excused.filter((word) => !names.has(word) || claims.some((claim) => claim.word === word))).toEqual([]);
});

test('the patterns catch a new sentence of each kind', () => {
	for (const said of [
		'Đã báo cán bộ trực: mời bác đợi.',
		'Trung tâm sẽ gọi bác trong ngày.',
		'Có mạng là máy tự gửi.',
		'Việc này đứng trong danh sách chờ của lãnh đạo.',
		'Người ấy thấy trên trang của mình.',
		'Lãnh đạo đang xem lời bác nói.',
		'Mỗi đêm máy dọn một lần.'
	])
		expect([said, sounds(['room.new', said])]).toEqual([said, true]);
	expect(sounds(['room.new', 'Mời bác chọn một trong ba giờ.'])).toBe(false);
});
