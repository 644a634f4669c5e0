/*
 * The stand-ins of the outside systems: one process, a port for each. They speak the real protocols and share no line
 * with the program, which reaches them by addresses alone.
 */
import { serveBank } from './bank/server.ts';
import { readEnv } from './env.ts';
import { serveEId } from './e-id/server.ts';
import { servePortal } from './portal/server.ts';
import { openExchange } from './gateway/exchange.ts';
import { serveGateway } from './gateway/server.ts';
import { serveTelephone } from './telephone/server.ts';

// The supervisor's end of this channel closes when it dies, even by kill -9.
process.on('disconnect', () => process.exit(0));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));

const env = readEnv();
const exchange = openExchange(env.stateDir);
await Promise.all([
	serveEId(env),
	servePortal(env),
	serveBank(env),
	serveGateway(env, exchange),
	serveTelephone(env, exchange)
]);
