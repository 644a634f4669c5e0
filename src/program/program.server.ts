import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterErasure } from '#capabilities/data-rights/after-erasure.server.ts';
import { carriersOf } from '#adapters/carriers.server.ts';
import { eIdByOidc } from '#adapters/e-id.server.ts';
import { portalApi } from '#adapters/portal-api.server.ts';
import { pushKeyOf } from '#adapters/push.server.ts';
import type { EId } from '#capabilities/access/port.ts';
import type { Portal } from '#capabilities/filing/port.ts';
import type { Carrier } from '#capabilities/notices/port.ts';
import { tokenKeeper } from '#capabilities/notices/tokens.server.ts';
import type { Actor } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { log } from '#platform/log.server.ts';
import type { PageReads } from '#platform/page-reads.server.ts';
import { registerChecks } from '#platform/checks.server.ts';
import { memoryOf, type Memory } from '#platform/memory.server.ts';
import { whenLost } from '#platform/begin.server.ts';
import { connect, type Pool } from '#platform/db.server.ts';
import { followKeys, readKeys } from '#platform/keys.server.ts';
import { register, type Listener } from '#platform/listen.server.ts';
import { registerInbound } from '#platform/inbound.ts';
import { registerTelling } from '#platform/telling.server.ts';
import { registerKeeping } from '#platform/keeping.server.ts';
import { registerClearings } from '#platform/retention.server.ts';
import { readSettings, type Settings } from '#platform/settings.server.ts';
import type { Room } from '#platform/room.server.ts';
import { fileStore } from '#platform/store.server.ts';
import { rolesThatMay } from './roles.ts';
import { roomsWith } from './rooms.ts';

/** The program, wired: every process of it (pages, worker, seed, tools) starts here and nowhere else. */
type Program = {
	settings: Settings;
	version: string;
	db: Pool;
	/** Who came to its doors in the last seconds. */
	memory: Memory;
	base: Omit<Context, 'actor' | 'request' | 'now'>;
	eId: EId | null;
	portal: Portal | null;
	carriers: readonly Carrier[];
	/** What a browser is given to be rung by; null where none is. */
	pushKey: string | null;
	rooms: readonly Room[];
};

/** `connections`: how many to the database at most. What one has learned of statements stays in its process there, some 13 MB. */
type Wiring = { connections?: number };

function wire({ connections: max = 10 }: Wiring, env: NodeJS.ProcessEnv = process.env): Program {
	const settings = readSettings(env);
	const portal = settings.PORTAL_URL ? portalApi(settings.PORTAL_URL, settings.PORTAL_KEY) : null;
	const eId = settings.E_ID_ISSUER
		? eIdByOidc({
				...{ issuer: settings.E_ID_ISSUER, clientId: settings.E_ID_CLIENT_ID },
				...{ secret: settings.E_ID_CLIENT_SECRET, levels: settings.E_ID_LEVELS }
			})
		: null;
	const pushKey = settings.PUSH_KEY && settings.PUSH_CONTACT ? pushKeyOf(settings.PUSH_KEY) : null;
	const startAgain = (why: string) => (): void => {
		log.error(`${why}: started again`);
		setImmediate(() => process.exit(1));
	};
	whenLost(startAgain('a connection to the database went in the middle of a transaction'));
	const db = connect(settings.DATABASE_URL, { province: settings.PROVINCE, idleSeconds: 60, max });
	const keys = readKeys(settings.KEYS_FILE);
	followKeys(settings.KEYS_FILE, keys);
	const { ZALO_REFRESH_TOKEN: first } = settings;
	const carriers = carriersOf(settings, first ? { tokens: tokenKeeper({ db, keys }, first) } : {});
	const rooms = roomsWith({ portal, carriers });
	register(rooms.flatMap(listenersOf));
	registerClearings(rooms);
	registerKeeping(rooms);
	registerInbound(rooms);
	registerTelling(rooms, rolesThatMay);
	registerChecks(rooms, settings);
	const base = { db, keys, store: fileStore(join(settings.DATA_DIR, 'files')) };
	const [version, memory] = [versionOf(), memoryOf(db, startAgain('nothing is heard of the database any more'))];
	return { settings, version, db, memory, base, eId, portal, carriers, pushKey, rooms };
}

function versionOf(): string {
	const file = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as { version: string };
	return file.version;
}

/** What a room hears, and what it forgets once somebody was erased. */
const listenersOf = ({ listens, forgets }: Room): Listener[] => [
	...listens,
	...forgets.filter(({ when }) => when === 'after').map(afterErasure)
];

let wired: Program | undefined;

/** The one program of this process, as whoever asks first wires it. */
export const program = (wiring: Wiring = {}): Program => (wired ??= wire(wiring));

/** A fresh context for one request. */
export const contextFor = (
	actor: Actor,
	request: string,
	now = new Date(),
	reads: PageReads | null = null
): Context => ({ ...program().base, actor, request, now, reads });
