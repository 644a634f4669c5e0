import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as util from 'node:util';
import { root } from './lib/files.mjs';
import { Stop } from './lib/say.mjs';

/*
 * One file of settings for everything that is run beside a house: start, backup, keys, restore. `tung-nha.env` in DATA_DIR, or
 * where SETTINGS_FILE says. What the environment sets wins over it.
 */

/** Every setting that there is, as the README names them. */
export const settingNames = [
	...['HOST', 'PORT', 'ORIGIN', 'FIELD_PORT', 'FIELD_ORIGIN', 'TLS_CERT', 'TLS_KEY'],
	...['OPEN_DEMO', 'PLAIN_HTTP', 'RUN_AS'],
	...['DATA_DIR', 'SEED', 'PROVINCE', 'KEYS_FILE', 'BACKUP_DIR', 'HEAD_DIR', 'DISK_LOW_MB'],
	...['DATABASE_URL', 'DATABASE_OWNER_URL', 'NODE_EXTRA_CA_CERTS'],
	...['E_ID_ISSUER', 'E_ID_CLIENT_ID', 'E_ID_CLIENT_SECRET', 'E_ID_LEVELS', 'PORTAL_URL', 'PORTAL_KEY'],
	...['BANK_URL', 'BANK_WEBHOOK_SECRET', 'MESSAGES_URL', 'MESSAGES_SECRET', 'MESSAGES_NUMBER'],
	...['SMS_URL', 'SMS_KEY', 'SMS_SECRET', 'SMS_BRAND', 'GATEWAY_URL', 'SMPP_URL', 'EMAIL_URL', 'EMAIL_FROM'],
	...['PUSH_KEY', 'PUSH_CONTACT', 'PUSH_HOSTS'],
	...['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_SECRET', 'ZALO_REFRESH_TOKEN', 'ZALO_TEMPLATES'],
	...['ZALO_URL', 'ZALO_TOKEN_URL']
];

function fileOf(env) {
	const named = (env.SETTINGS_FILE ?? '').trim();
	if (named === '') return join(resolve(root, (env.DATA_DIR ?? '').trim() || 'data'), 'tung-nha.env');
	const file = resolve(root, named);
	if (existsSync(file)) return file;
	throw new Stop(2, `SETTINGS_FILE: không có tệp «${file}».`, `SETTINGS_FILE: there is no file "${file}".`);
}

function read(file) {
	if (!util.parseEnv)
		throw new Stop(2, `Cần Node 20.12 trở lên để đọc «${file}».`, `Node 20.12 or newer is needed to read "${file}".`);
	if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
		throw new Stop(
			2,
			`«${file}» có mật khẩu mà người khác trên máy đọc được; chạy: chmod 600 «${file}»`,
			`"${file}" holds passwords and others on this machine can read it; run: chmod 600 "${file}"`
		);
	return util.parseEnv(readFileSync(file, 'utf8'));
}

/** Takes what the file sets and `env` does not into `env`; refuses a name that is none, so that a slip of the pen is not silence. */
export function takeSettingsFile(env) {
	const file = fileOf(env);
	if (!existsSync(file)) return;
	const found = read(file);
	const strange = Object.keys(found).filter((name) => !settingNames.includes(name));
	if (strange.length > 0)
		throw new Stop(
			2,
			`«${file}»: không có cài đặt tên ${strange.join(', ')}.`,
			`"${file}": there is no setting called ${strange.join(', ')}.`
		);
	for (const [name, value] of Object.entries(found)) if ((env[name] ?? '').trim() === '') env[name] = value;
}
