/** A telephone as an operator writes it, as the register keeps it: +84… begins with 0. */
export const phoneOf = (from: string): string => from.replace(/^\+?84/, '0').replace(/\D/g, '');
