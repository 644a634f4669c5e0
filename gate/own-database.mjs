/* Before each test file: its worker's own copy of the database, so that what one file writes and holds keeps no other waiting. */
const { VITEST_POOL_ID: worker } = process.env;
for (const name of ['TEST_DATABASE_URL', 'TEST_DATABASE_OWNER_URL'])
	if (process.env[name] && worker) process.env[name] = process.env[name].replace(/(_\d+)?$/, `_${worker}`);

// Whose SQL is counted is run by Vitest itself; a house that a test starts finds what Node made of it before.
delete process.env.NODE_DISABLE_COMPILE_CACHE;
