import * as v from 'valibot';
import { pushHosts } from '#kernel/push-host.ts';

const Env = v.object({
	DATABASE_URL: v.pipe(v.string(), v.nonEmpty()),
	KEYS_FILE: v.pipe(v.string(), v.nonEmpty()),
	DATA_DIR: v.pipe(v.string(), v.nonEmpty()),
	PROVINCE: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z_]{1,40}$/)), 'thanh_hoa'),
	BACKUP_DIR: v.optional(v.string()),
	TLS_CERT: v.optional(v.string()),
	/** Below so many free megabytes somebody is told. */
	DISK_LOW_MB: v.optional(v.pipe(v.string(), v.toNumber()), '2048'),
	ORIGIN: v.optional(v.pipe(v.string(), v.url()), 'http://127.0.0.1:4000'),
	/** The origin of the field's app; not given, there is none. */
	FIELD_ORIGIN: v.optional(v.pipe(v.string(), v.url())),
	SEED: v.optional(v.picklist(['demo', 'none']), 'none'),
	E_ID_ISSUER: v.optional(v.string()),
	E_ID_CLIENT_ID: v.optional(v.string(), 'tung-nha'),
	E_ID_CLIENT_SECRET: v.optional(v.string(), ''),
	E_ID_LEVELS: v.optional(v.string(), ''),
	PORTAL_URL: v.optional(v.string()),
	PORTAL_KEY: v.optional(v.string(), ''),
	BANK_URL: v.optional(v.string()),
	BANK_WEBHOOK_SECRET: v.optional(v.string(), ''),
	MESSAGES_URL: v.optional(v.string()),
	MESSAGES_SECRET: v.optional(v.string(), ''),
	MESSAGES_NUMBER: v.optional(v.string()),
	/** The gateway of texts that go out: its address, what it knows us by, and the name that stands over every text. */
	SMS_URL: v.optional(v.string()),
	/** The pages of the stand-in of all that carry words; in the demo alone. */
	GATEWAY_URL: v.optional(v.string()),
	SMS_KEY: v.optional(v.string(), ''),
	SMS_SECRET: v.optional(v.string(), ''),
	SMS_BRAND: v.optional(v.string(), ''),
	/** The second way for texts (SMPP); it and the next with name and password in it. */
	SMPP_URL: v.optional(v.string()),
	EMAIL_URL: v.optional(v.string()),
	EMAIL_FROM: v.optional(v.string(), ''),
	/** Web Push: 32 bytes on P-256, whom a push service writes to, and the services that may be called. */
	PUSH_KEY: v.optional(v.string(), ''),
	PUSH_CONTACT: v.optional(v.string(), ''),
	/** Zalo: the app, the official account that signs, the first refresh token, and `word=id` of each approved template. */
	ZALO_APP_ID: v.optional(v.string(), ''),
	ZALO_APP_SECRET: v.optional(v.string(), ''),
	ZALO_OA_SECRET: v.optional(v.string(), ''),
	ZALO_REFRESH_TOKEN: v.optional(v.string(), ''),
	ZALO_TEMPLATES: v.optional(v.string(), ''),
	ZALO_URL: v.optional(v.string(), 'https://business.openapi.zalo.me/message/template'),
	ZALO_TOKEN_URL: v.optional(v.string(), 'https://oauth.zaloapp.com/v4/oa/access_token'),
	PUSH_HOSTS: v.optional(v.string(), pushHosts)
});

export type Settings = v.InferOutput<typeof Env>;

/** The settings of one process, as the supervisor handed them on; it has checked them before, with messages for people. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
	const read = v.safeParse(Env, env);
	if (read.success) return read.output;
	// What was given is not repeated: it holds passwords.
	const wrong = Object.keys(v.flatten<typeof Env>(read.issues).nested ?? {});
	throw new SettingsMissing(`not set, or wrong: ${wrong.join(', ')}`);
}

/** Names what is missing, never what was given. */
class SettingsMissing extends Error {}
