import { describe, expect, it } from 'vitest';
import { registrableDomain } from '../../src/draft/organisations.ts';
import { ADDRESSES, PACK, verdict, draft } from './help.ts';

const slips = (PACK.lexicons['mistyped-domains'] as { slips: Record<string, string[]> }).slips;

describe('providers', () => {
  it.each(['gmail.com', 'orange.fr', 'wanadoo.fr', 'free.fr', 'sfr.fr', 'neuf.fr', 'laposte.net', 'bbox.fr', 'numericable.fr', 'club-internet.fr', 'aliceadsl.fr', 'gmx.de', 'web.de', 't-online.de', 'libero.it', 'yahoo.co.jp', 'hotmail.no', 'live.nl', 'outlook.fr',
    'icloud.com', 'proton.me', 'mail.ru', 'qq.com', 'comcast.net', 'btinternet.com', 'bluewin.ch', 'skynet.be', 'videotron.ca', 'seznam.cz', 'wp.pl', 'uol.com.br', 'naver.com', 'rediffmail.com', 'bigpond.com'])('%s', (domain) => {
    expect(ADDRESSES.webmail.has(domain)).toBe(true);
  });
  it('are written as registrable domains, or they would never match', () => {
    expect([...ADDRESSES.webmail].filter((domain) => registrableDomain(domain) !== domain)).toEqual([]);
  });
});

describe('known slips', () => {
  it('lead to a provider, and none is a provider itself', () => {
    expect(Object.keys(slips).filter((meant) => !ADDRESSES.webmail.has(meant))).toEqual([]);
    expect(Object.values(slips).flat().filter((slip) => ADDRESSES.webmail.has(slip))).toEqual([]);
  });
  it('stand once each', () => {
    const all = Object.values(slips).flat();
    expect(all.length).toBe(new Set(all).size);
  });
  it.each(['ymail.com', 'gmx.co', 'mail.com', 'email.com', 'hotmail.co', 'live.co', 'me.com', 'orage.fr', 'libe.fr', 'srf.ch'])('leave %s alone', (domain) => {
    expect(verdict(draft({ to: `anne@${domain}` }), 'mistyped-domain')).toBeNull();
  });
  it("leave one's own domain alone", () => {
    expect(verdict(draft({ from: 'a@outook.com', to: 'b@outook.com' }), 'mistyped-domain')).toBeNull();
    expect(verdict(draft({ to: 'b@outook.com' }), 'mistyped-domain', { internalDomains: ['outook.com'] })).toBeNull();
  });
});

it.each(['all', 'tous', 'users', 'announce', 'liste', 'everyone'])('%s is a list, no office', (local) => {
  expect(ADDRESSES.listLocals.has(local) && !ADDRESSES.roles.has(local)).toBe(true);
});
