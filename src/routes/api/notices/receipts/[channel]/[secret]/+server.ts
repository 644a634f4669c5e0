import { hearReceipts } from '#web/receipts.server.ts';

export const GET = hearReceipts;
export const POST = hearReceipts;
