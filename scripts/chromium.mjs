import { chromium } from 'playwright-core';

/**
 * Chromium as the tests and the pictures want it: without a window, and quiet on the network. What Chromium asks for on its own would be refused on a closed
 * network, and would stand among the requests that a test counts.
 * @returns {Promise<import('playwright-core').Browser>} Errors: no Chromium at /usr/bin/chromium, nor where the environment variable CHROMIUM says
 */
export function launchChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
