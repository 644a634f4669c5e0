import type { Ask } from '#platform/asks.server.ts';
import { identityChanges } from './identity.server.ts';
import { countIdentityChanges } from './sql-identity.server.ts';

export const waitingIdentities: Ask = {
	opens: identityChanges,
	count: (sql, { centre }) => countIdentityChanges(sql, centre)
};
