/**
 * How the tests and the pictures start Chromium: without a window, and quiet on the network. What Chromium asks for on its own would be refused on a closed
 * network, and would stand among the requests that a test counts. The environment variable CHROMIUM says where it is, if not at /usr/bin/chromium.
 */
export const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};
