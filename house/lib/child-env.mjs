import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { localAddress } from './addresses.mjs';
import { embeddedUrls } from './database-access.mjs';
import { readJson, writeJson } from './files.mjs';

/** The stand-ins' ports, by the name of their setting. */
export const sandboxPorts = ['E_ID_PORT', 'PORTAL_PORT', 'BANK_PORT', 'TELEPHONE_PORT', 'GATEWAY_PORT'];
/** Ports of theirs that are no pages, or at which nobody may listen for a while; they listen before those above answer. */
export const sandboxLines = ['SMTP_PORT', 'SMPP_PORT', 'SMS_PORT'];
const eIdClient = 'tung-nha';
/** The number that the demo's people send their messages to; nobody answers there. */
const madeUpNumber = '0900000000';
/** The name over the demo's texts. */
const madeUpBrand = 'TUNGNHA';
const madeUpSender = 'Trung tâm Phục vụ hành chính công <tin@tung-nha.example>';

const secretNames = [
	'eIdClientSecret',
	'portalKey',
	'bankWebhookSecret',
	'messagesSecret',
	'smsKey',
	'smsSecret',
	'mailPassword',
	'smppPassword',
	'pushKey',
	'zaloAppSecret',
	'zaloOaSecret',
	'zaloRefreshToken'
];

/** What the program and the stand-ins share to know each other; made once, and what a newer release needs besides when it first starts. */
function sandboxSecrets(dataDir) {
	const file = join(dataDir, 'sandbox.json');
	const known = readJson(file) ?? {};
	const missing = secretNames.filter((name) => !known[name]);
	if (missing.length === 0) return known;
	const secrets = { ...known };
	for (const name of missing) secrets[name] = randomBytes(32).toString('base64url');
	writeJson(file, secrets, 0o600);
	return secrets;
}

/** SMPP takes eight signs and no more. */
const shortPassword = ({ smppPassword }) => smppPassword.slice(0, 8);

/** What the house and the made-up official account know one another by. */
const zaloSecrets = ({ zaloAppSecret, zaloOaSecret, zaloRefreshToken }) => ({
	ZALO_APP_ID: 'tung-nha',
	ZALO_APP_SECRET: zaloAppSecret,
	ZALO_OA_SECRET: zaloOaSecret,
	ZALO_REFRESH_TOKEN: zaloRefreshToken
});

/** What every child may know. No owner's address in it: only migrations have that. */
export const commonEnv = (settings) => ({
	HOST: settings.host,
	PORT: `${settings.port}`,
	ORIGIN: settings.origin,
	...(settings.tls ? { TLS_CERT: settings.tls.cert, TLS_KEY: settings.tls.key } : {}),
	DATA_DIR: settings.dataDir,
	SEED: settings.seed,
	PROVINCE: settings.province,
	KEYS_FILE: settings.keysFile,
	BACKUP_DIR: settings.backupDir,
	DISK_LOW_MB: settings.diskLow,
	NODE_ENV: process.env.NODE_ENV ?? 'production'
});

/** The field's app, where it has a port. */
export function fieldEnv({ host, tls, field }, ports) {
	const port = ports.FIELD_PORT;
	return port ? { FIELD_PORT: `${port}`, FIELD_ORIGIN: field?.origin ?? localAddress({ host, port, tls }) } : {};
}

const outsideNames = [
	'E_ID_ISSUER',
	'E_ID_CLIENT_ID',
	'E_ID_CLIENT_SECRET',
	'E_ID_LEVELS',
	'PORTAL_URL',
	'PORTAL_KEY',
	'BANK_URL',
	'BANK_WEBHOOK_SECRET',
	'MESSAGES_URL',
	'MESSAGES_SECRET',
	'MESSAGES_NUMBER',
	'SMS_URL',
	'GATEWAY_URL',
	'SMS_KEY',
	'SMS_SECRET',
	'SMS_BRAND',
	'SMPP_URL',
	'EMAIL_URL',
	'EMAIL_FROM',
	'PUSH_KEY',
	'PUSH_CONTACT',
	'PUSH_HOSTS',
	'ZALO_APP_ID',
	'ZALO_APP_SECRET',
	'ZALO_OA_SECRET',
	'ZALO_REFRESH_TOKEN',
	'ZALO_TEMPLATES',
	'ZALO_URL',
	'ZALO_TOKEN_URL'
];

/** How the program reaches the outside. What the environment sets wins; only the demo has stand-ins for the rest. */
export function outsideEnv(settings, ports, env = process.env) {
	if (settings.seed !== 'demo')
		return Object.fromEntries(outsideNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
	const secrets = sandboxSecrets(settings.dataDir);
	const at = (name) => `http://127.0.0.1:${ports[name]}`;
	const standIns = {
		E_ID_ISSUER: at('E_ID_PORT'),
		E_ID_CLIENT_ID: eIdClient,
		E_ID_CLIENT_SECRET: secrets.eIdClientSecret,
		PORTAL_URL: at('PORTAL_PORT'),
		PORTAL_KEY: secrets.portalKey,
		BANK_URL: at('BANK_PORT'),
		BANK_WEBHOOK_SECRET: secrets.bankWebhookSecret,
		MESSAGES_URL: at('TELEPHONE_PORT'),
		MESSAGES_SECRET: secrets.messagesSecret,
		MESSAGES_NUMBER: madeUpNumber,
		GATEWAY_URL: at('GATEWAY_PORT'),
		SMS_URL: `${at('SMS_PORT')}/gui-tin`,
		SMS_KEY: secrets.smsKey,
		SMS_SECRET: secrets.smsSecret,
		SMS_BRAND: madeUpBrand,
		SMPP_URL: `smpp://tung-nha:${shortPassword(secrets)}@127.0.0.1:${ports.SMPP_PORT}`,
		EMAIL_URL: `smtp://tung-nha:${secrets.mailPassword}@127.0.0.1:${ports.SMTP_PORT}`,
		EMAIL_FROM: madeUpSender,
		PUSH_KEY: secrets.pushKey,
		PUSH_CONTACT: 'mailto:tin@tung-nha.example',
		PUSH_HOSTS: `127.0.0.1:${ports.GATEWAY_PORT}`,
		...zaloSecrets(secrets),
		ZALO_TEMPLATES: '*=1',
		ZALO_URL: `${at('GATEWAY_PORT')}/zalo/message/template`,
		ZALO_TOKEN_URL: `${at('GATEWAY_PORT')}/zalo/token`
	};
	return Object.fromEntries(outsideNames.map((name) => [name, env[name] || standIns[name]]));
}

/** The environment of the sandbox: its ports and secrets, and nothing of the database or the keys. */
export function sandboxEnv(settings, ports) {
	const secrets = sandboxSecrets(settings.dataDir);
	return {
		ORIGIN: settings.origin,
		DATA_DIR: settings.dataDir,
		...Object.fromEntries([...sandboxPorts, ...sandboxLines].map((name) => [name, `${ports[name]}`])),
		E_ID_CLIENT_ID: eIdClient,
		E_ID_CLIENT_SECRET: secrets.eIdClientSecret,
		PORTAL_KEY: secrets.portalKey,
		BANK_WEBHOOK_SECRET: secrets.bankWebhookSecret,
		MESSAGES_SECRET: secrets.messagesSecret,
		SMS_KEY: secrets.smsKey,
		SMS_SECRET: secrets.smsSecret,
		SMS_BRAND: madeUpBrand,
		MAIL_PASSWORD: secrets.mailPassword,
		...zaloSecrets(secrets),
		SMPP_PASSWORD: shortPassword(secrets),
		...(process.env.PORTAL_PUSH_URL ? { PORTAL_PUSH_URL: process.env.PORTAL_PUSH_URL } : {}),
		...(settings.tls && !process.env.NODE_EXTRA_CA_CERTS ? { NODE_EXTRA_CA_CERTS: settings.tls.cert } : {})
	};
}

/** For scripts beside a house that has been started before: the same settings, as far as DATA_DIR knows them. */
export function knownEnv(settings) {
	if (!existsSync(join(settings.dataDir, 'ports.json'))) return {};
	const ports = readJson(join(settings.dataDir, 'ports.json'));
	const urls = settings.database ?? embeddedUrls(settings.dataDir, ports.DATABASE_PORT);
	const addresses = { ...commonEnv(settings), ...fieldEnv(settings, ports) };
	return { ...addresses, ...outsideEnv(settings, ports), ...(urls ? { DATABASE_URL: urls.url } : {}) };
}
