import { accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';
import { fault, given, isLoopback, localAddress } from './lib/addresses.mjs';
import { readField, readHost, readOrigin, readPort, readTls } from './lib/addresses.mjs';
import { root } from './lib/files.mjs';
import { Stop } from './lib/say.mjs';

/*
 * The settings of the house, from the environment alone, checked once before anything starts.
 * Every fault is found in one go, each with what to do about it.
 */

export { isLoopback, localAddress } from './lib/addresses.mjs';

const isDatabaseUrl = (text) =>
	URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) && new URL(text).username !== '';

function readDatabase(env, faults) {
	const [url, ownerUrl] = [given(env, 'DATABASE_URL'), given(env, 'DATABASE_OWNER_URL')];
	if (!url && !ownerUrl) return undefined;
	if (!url || !ownerUrl) {
		const both = 'DATABASE_URL và DATABASE_OWNER_URL';
		const missing = url ? 'DATABASE_OWNER_URL' : 'DATABASE_URL';
		faults.push(fault(missing, `cần có cả ${both}.`, 'DATABASE_URL and DATABASE_OWNER_URL go together.'));
	}
	const wrong = Object.entries({ DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl }).filter(
		([, text]) => text && !isDatabaseUrl(text)
	);
	for (const [name] of wrong) {
		// The address itself is not repeated: it carries a password.
		const form = 'postgres://USER:PASSWORD@HOST:PORT/DATABASE';
		faults.push(fault(name, `phải có dạng ${form}.`, `must be like ${form}.`));
	}
	if (wrong.length === 0 && url && ownerUrl && new URL(url).username === new URL(ownerUrl).username) {
		const vi = 'phải dùng tài khoản khác với DATABASE_OWNER_URL.';
		faults.push(fault('DATABASE_URL', vi, 'must use another role than DATABASE_OWNER_URL.'));
	}
	return { url, ownerUrl };
}

function readChoice(env, faults, name, choices) {
	const text = given(env, name) ?? choices[0];
	if (choices.includes(text)) return text;
	faults.push(
		fault(name, `«${text}» không có; chọn: ${choices.join(', ')}.`, `"${text}" is not one of: ${choices.join(', ')}.`)
	);
	return choices[0];
}

/** One province is one schema; its name goes into SQL and is kept to what needs no care there. */
function readProvince(env, faults) {
	const province = given(env, 'PROVINCE') ?? 'thanh_hoa';
	if (!/^[a-z][a-z_]{1,30}[a-z]$/.test(province) || /^(pg_|public$|information_schema$)/.test(province)) {
		faults.push(
			fault(
				'PROVINCE',
				`«${province}» chỉ gồm chữ thường không dấu và gạch dưới, ví dụ thanh_hoa.`,
				`"${province}" may hold only a-z and underscores, as in thanh_hoa.`
			)
		);
	}
	return province;
}

function isReadable(path) {
	try {
		accessSync(path, constants.R_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * Open to other machines, the demo (whose passwords are known to all) and plain http (in which everybody on the way reads
 * along) are refused, unless somebody says in so many words that they mean it. A proxy in front with https is no plain http.
 */
function readOpenness(env, faults, { host, tls, origin, field, seed }) {
	if (isLoopback(host) || faults.some(({ name }) => name === 'HOST')) return;
	if (seed === 'demo' && given(env, 'OPEN_DEMO') !== 'yes')
		faults.push(
			fault(
				'SEED',
				'bản trình diễn không mở cho máy khác; đặt SEED=none, hoặc OPEN_DEMO=yes nếu cố ý.',
				'the demo is not opened to other machines; set SEED=none, or OPEN_DEMO=yes if you mean it.'
			)
		);
	if (tls || given(env, 'PLAIN_HTTP') === 'yes') return;
	if (field && !field.origin.startsWith('https:'))
		faults.push(
			fault(
				'FIELD_ORIGIN',
				'mở cho máy khác thì cần https://… sau máy chuyển tiếp; PLAIN_HTTP=yes nếu cố ý.',
				'open to other machines it needs https://… behind a proxy; PLAIN_HTTP=yes if you mean it.'
			)
		);
	if (!origin.startsWith('https:'))
		faults.push(
			fault(
				'HOST',
				'mở cho máy khác thì cần TLS_CERT và TLS_KEY, hoặc ORIGIN=https://… sau máy chuyển tiếp; PLAIN_HTTP=yes nếu cố ý.',
				'open to other machines it needs TLS_CERT and TLS_KEY, or ORIGIN=https://… behind a proxy; PLAIN_HTTP=yes if you mean it.'
			)
		);
}

/** Below so many free megabytes somebody is told; two gigabytes where nothing is said. */
function readDiskLow(env, faults) {
	const text = given(env, 'DISK_LOW_MB') ?? '2048';
	if (!/^\d{1,9}$/.test(text))
		faults.push(
			fault('DISK_LOW_MB', `«${text}» phải là số MB, như 2048.`, `"${text}" must be a number of megabytes, like 2048.`)
		);
	return text;
}

/** What opens one way out only together: half of it would be a channel that refuses everything. */
const together = [
	['SMS_URL', 'SMS_KEY', 'SMS_SECRET', 'SMS_BRAND', 'MESSAGES_SECRET'],
	['SMPP_URL', 'SMS_BRAND'],
	['EMAIL_URL', 'EMAIL_FROM'],
	['PUSH_KEY', 'PUSH_CONTACT'],
	['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_SECRET', 'ZALO_REFRESH_TOKEN', 'ZALO_TEMPLATES']
];

/** They carry a password and are not repeated. Plain is for a stand-in on this machine alone. */
function readLines(env, faults) {
	const lines = { EMAIL_URL: ['smtps:', 'smtp:'], SMPP_URL: ['ssmpp:', 'smpp:'] };
	for (const [name, [sealed, plain]] of Object.entries(lines)) {
		const text = given(env, name);
		if (!text) continue;
		const url = URL.canParse(text) ? new URL(text) : null;
		if (url?.protocol === sealed || (url?.protocol === plain && isLoopback(url.hostname))) continue;
		const form = `${sealed}//USER:PASSWORD@HOST:PORT`;
		faults.push(fault(name, `phải có dạng ${form}.`, `must be like ${form}.`));
	}
}

/** A private key on P-256 and a way to reach whoever runs the house; the key is not repeated. */
function readPush(env, faults) {
	const [key, contact] = [given(env, 'PUSH_KEY'), given(env, 'PUSH_CONTACT')];
	if (key && !/^[\w-]{43}$/.test(key))
		faults.push(
			fault('PUSH_KEY', 'phải là 32 byte viết base64url (43 chữ).', 'must be 32 bytes in base64url (43 signs).')
		);
	if (contact && !/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/.test(contact))
		faults.push(
			fault('PUSH_CONTACT', 'phải như mailto:ai@xa.vn hay https://….', 'must be like mailto:who@xa.vn or https://….')
		);
}

/** The first of each opens the way; the others are what it cannot do without. */
function readTogether(env, faults) {
	if (given(env, 'SEED') !== 'none') return;
	for (const [first, ...others] of together)
		for (const name of others.filter((one) => given(env, first) && !given(env, one)))
			faults.push(fault(name, `cần có khi đã đặt ${first}.`, `is needed once ${first} is set.`));
}

/** Where the outside is reached; the program would not begin with an address that is none. */
function readOutside(env, faults) {
	const web = [
		'E_ID_ISSUER',
		'PORTAL_URL',
		'BANK_URL',
		'MESSAGES_URL',
		'SMS_URL',
		'GATEWAY_URL',
		'ZALO_URL',
		'ZALO_TOKEN_URL'
	];
	for (const name of web) {
		const text = given(env, name);
		if (!text || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) continue;
		faults.push(fault(name, `«${text}» phải có dạng https://….`, `"${text}" must be like https://….`));
	}
	readLines(env, faults);
	readPush(env, faults);
	const templates = given(env, 'ZALO_TEMPLATES');
	if (templates && !templates.split(',').every((pair) => /^\s*([a-z][a-z0-9.-]*|\*)\s*=\s*\d+\s*$/.test(pair)))
		faults.push(
			fault(
				'ZALO_TEMPLATES',
				`«${templates}» phải có dạng TIN=MÃ-MẪU, cách nhau bằng dấu phẩy.`,
				`"${templates}" must be like WORD=TEMPLATE-ID, separated by commas.`
			)
		);
	readTogether(env, faults);
	const levels = given(env, 'E_ID_LEVELS');
	if (levels && !levels.split(',').every((pair) => /^[^=]+=\s*[0-9]\s*$/.test(pair)))
		faults.push(
			fault(
				'E_ID_LEVELS',
				`«${levels}» phải có dạng CHỮ=SỐ, cách nhau bằng dấu phẩy, ví dụ LoA1=1,LoA2=2.`,
				`"${levels}" must be like TEXT=NUMBER, separated by commas, such as LoA1=1,LoA2=2.`
			)
		);
}

/**
 * Reads the settings of `env`.
 * @returns `{ settings, faults }`; the settings mean something only when there are no faults.
 */
export function readSettings(env, { readable = isReadable, home = root } = {}) {
	const faults = [];
	const host = readHost(env, faults);
	const port = readPort(env, faults, 'PORT') ?? 4000;
	const tls = readTls(env, faults, readable);
	const origin = readOrigin(env, faults, 'ORIGIN') ?? localAddress({ host, port, tls });
	const field = readField(env, faults, { host, port, tls, origin });
	const dataDir = resolve(home, given(env, 'DATA_DIR') ?? 'data');
	const database = readDatabase(env, faults);
	const seed = readChoice(env, faults, 'SEED', ['demo', 'none']);
	const keysFile = resolve(home, given(env, 'KEYS_FILE') ?? join(dataDir, 'keys.json'));
	const backupDir = resolve(home, given(env, 'BACKUP_DIR') ?? join(dataDir, 'backups'));
	const province = readProvince(env, faults);
	readOutside(env, faults);
	const runAs = given(env, 'RUN_AS');
	const diskLow = readDiskLow(env, faults);
	readOpenness(env, faults, { host, tls, origin, field, seed });
	const reached = { host, port, tls, origin, field };
	return {
		settings: { ...reached, dataDir, database, seed, keysFile, backupDir, province, runAs, diskLow },
		faults
	};
}

/** Ends with every fault told at once (exit code 2), when there is any. */
export function stopAt(faults) {
	if (faults.length === 0) return;
	const lines = faults.map(({ vi, en }) => `  • ${vi}\n    ${en}`).join('\n');
	throw new Stop(2, 'Cài đặt chưa đúng:', `The settings are not right:\n${lines}`);
}

/** The settings, or a `Stop` (exit code 2) that lists every fault. */
export function settingsOrStop(env) {
	const { settings, faults } = readSettings(env);
	stopAt(faults);
	return settings;
}
