export const LARGEST: number;
export function buildPage(): Promise<number>;
