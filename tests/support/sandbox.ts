import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ports that are free and not one twice: all are held before the first is let go. */
async function freePorts(count: number): Promise<number[]> {
	const held = await Promise.all(
		Array.from({ length: count }, async () => {
			const server = createServer().listen(0, '127.0.0.1');
			await once(server, 'listening');
			return server;
		})
	);
	const ports = held.map((server) => (server.address() as { port: number }).port);
	await Promise.all(held.map((server) => new Promise((done) => server.close(done))));
	return ports;
}

/** Whoever behaves as a lever says. */
type Levered = 'portal' | 'bank' | 'gateway' | 'mail' | 'smpp' | 'push' | 'zalo';

export type Sandbox = {
	eId: string;
	portal: string;
	bank: string;
	telephone: string;
	gateway: string;
	/** Where texts are handed over. */
	sms: string;
	/** Addresses of SMTP and SMPP, with name and password. */
	mail: string;
	smpp: string;
	secrets: Record<
		| 'portalKey'
		| 'bankWebhookSecret'
		| 'messagesSecret'
		| 'eIdClientSecret'
		| 'smsKey'
		| 'smsSecret'
		| 'smsBrand'
		| 'mailPassword'
		| 'smppPassword'
		| 'zaloAppId'
		| 'zaloAppSecret'
		| 'zaloOaSecret'
		| 'zaloRefreshToken',
		string
	>;
	lever: (which: Levered, mode: string) => Promise<void>;
	end: () => void;
};

/** The stand-ins as the demo runs them: their own process, the real protocols over loopback. Whoever takes a port in between is given way. */
export async function startSandbox(origin: string, tries = 3): Promise<Sandbox> {
	const [a, b, c, d, e, f, g, h] = await freePorts(8);
	const secrets = {
		portalKey: 'portal-key-of-a-test-0123456789',
		bankWebhookSecret: 'bank-secret-of-a-test-0123456789',
		messagesSecret: 'messages-secret-of-a-test-0123456789',
		smsKey: 'sms-key-of-a-test-0123456789',
		smsSecret: 'sms-secret-of-a-test-0123456789',
		smsBrand: 'TUNGNHA',
		smppPassword: 'smpp-pas',
		zaloAppId: '3131',
		zaloAppSecret: 'zalo-app-secret-of-a-test-0123456789',
		zaloOaSecret: 'zalo-oa-secret-of-a-test-0123456789',
		zaloRefreshToken: 'zalo-refresh-of-a-test-0123456789',
		mailPassword: 'mail-password-of-a-test-0123456789',
		eIdClientSecret: 'e-id-secret-of-a-test-0123456789-0123456789'
	};
	const dataDir = mkdtempSync(join(tmpdir(), 'tung-nha-sandbox-'));
	const child = fork('sandbox/main.ts', [], {
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		execArgv: [],
		env: {
			PATH: process.env['PATH'],
			ORIGIN: origin,
			DATA_DIR: dataDir,
			E_ID_PORT: `${a}`,
			PORTAL_PORT: `${b}`,
			BANK_PORT: `${c}`,
			TELEPHONE_PORT: `${d}`,
			GATEWAY_PORT: `${e}`,
			SMTP_PORT: `${f}`,
			SMS_PORT: `${h}`,
			SMPP_PORT: `${g}`,
			E_ID_CLIENT_SECRET: secrets.eIdClientSecret,
			PORTAL_KEY: secrets.portalKey,
			BANK_WEBHOOK_SECRET: secrets.bankWebhookSecret,
			MESSAGES_SECRET: secrets.messagesSecret,
			SMS_KEY: secrets.smsKey,
			SMS_SECRET: secrets.smsSecret,
			SMS_BRAND: secrets.smsBrand,
			SMPP_PASSWORD: secrets.smppPassword,
			ZALO_APP_ID: secrets.zaloAppId,
			ZALO_APP_SECRET: secrets.zaloAppSecret,
			ZALO_OA_SECRET: secrets.zaloOaSecret,
			ZALO_REFRESH_TOKEN: secrets.zaloRefreshToken,
			MAIL_PASSWORD: secrets.mailPassword
		}
	});
	const at = (port: number | undefined): string => `http://127.0.0.1:${port}`;
	const urls = { eId: at(a), portal: at(b), bank: at(c), telephone: at(d), gateway: at(e) };
	for (let n = 0; n < 200; n++) {
		const up = await Promise.all(
			Object.values(urls).map((url) =>
				fetch(`${url}/healthz`).then(
					(said) => said.ok,
					() => false
				)
			)
		);
		if (up.every(Boolean)) break;
		if (child.exitCode !== null && tries > 1) {
			rmSync(dataDir, { recursive: true, force: true });
			return startSandbox(origin, tries - 1);
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const lever = async (which: Levered, mode: string): Promise<void> => {
		const said = await fetch(
			`${{ ...urls, mail: `${urls.gateway}/thu`, smpp: `${urls.gateway}/smpp`, push: `${urls.gateway}/push`, zalo: `${urls.gateway}/zalo` }[which]}/lever`,
			{
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ mode })
			}
		);
		if (!said.ok) throw new Error(`lever ${which} ${mode}: ${said.status}`);
	};
	const end = (): void => {
		child.kill();
		rmSync(dataDir, { recursive: true, force: true });
	};
	const mail = `smtp://tung-nha:${secrets.mailPassword}@127.0.0.1:${f}`;
	const smpp = `smpp://tung-nha:${secrets.smppPassword}@127.0.0.1:${g}`;
	const sms = `${at(h)}/gui-tin`;
	return { ...urls, sms, mail, smpp, secrets, lever, end };
}
