/* Preloaded into one-off scripts (migrations, seed): they end when the supervisor that started them is gone. */
process.on('disconnect', () => process.exit(1));
// Listening alone would keep a finished script alive.
process.channel?.unref();
