/** The five topics of assisted-digital help, in the order in which they are told. */
export const topics = ['public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking'] as const;
export type Topic = (typeof topics)[number];
