import { join } from 'node:path';

function need(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`sandbox: ${name} is not set`);
	return value;
}

/** What the supervisor gives: ports, shared secrets, and where the program lives. */
export function readEnv() {
	const origin = need('ORIGIN').replace(/\/$/, '');
	return {
		origin,
		stateDir: join(need('DATA_DIR'), 'sandbox'),
		eIdPort: Number(need('E_ID_PORT')),
		portalPort: Number(need('PORTAL_PORT')),
		bankPort: Number(need('BANK_PORT')),
		telephonePort: Number(need('TELEPHONE_PORT')),
		gatewayPort: Number(need('GATEWAY_PORT')),
		eIdClientId: process.env.E_ID_CLIENT_ID || 'tung-nha',
		eIdClientSecret: need('E_ID_CLIENT_SECRET'),
		portalKey: need('PORTAL_KEY'),
		portalPushUrl: process.env.PORTAL_PUSH_URL || `${origin}/api/portal/status`,
		bankWebhookUrl: process.env.BANK_WEBHOOK_URL || `${origin}/api/bank/webhook`,
		bankWebhookSecret: need('BANK_WEBHOOK_SECRET'),
		messagesUrl: process.env.MESSAGES_INBOUND_URL || `${origin}/api/messages/inbound`,
		messagesSecret: need('MESSAGES_SECRET'),
		smsPort: Number(need('SMS_PORT')),
		smtpPort: Number(need('SMTP_PORT')),
		smppPort: Number(need('SMPP_PORT')),
		smppPassword: need('SMPP_PASSWORD'),
		zaloAppId: process.env.ZALO_APP_ID || 'tung-nha',
		zaloAppSecret: need('ZALO_APP_SECRET'),
		zaloOaSecret: need('ZALO_OA_SECRET'),
		zaloRefreshToken: need('ZALO_REFRESH_TOKEN'),
		mailPassword: need('MAIL_PASSWORD'),
		smsKey: need('SMS_KEY'),
		smsSecret: need('SMS_SECRET'),
		smsBrand: need('SMS_BRAND')
	};
}

export type Env = ReturnType<typeof readEnv>;
