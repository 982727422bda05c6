import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Preferences = Readonly<Record<string, string | number | boolean>>;

export interface ProfileOptions {
  /** The ports, on this machine, of the outgoing mail server and of the proxy that stands for everything else. */
  readonly smtpPort: number;
  readonly proxyPort: number;
  /** The language of the interface. */
  readonly locale?: string;
  readonly preferences?: Preferences;
}

/** Whom the account belongs to. */
export const SENDER = 'sender@club.example';

/** Nothing asks, tells or reports on its own. */
const QUIET: Preferences = {
  'mail.provider.suppress_dialog_on_startup': true, 'mail.spotlight.firstRunDone': true, 'mail.winsearch.firstRunDone': true, 'mail.rights.version': 1,
  'mailnews.start_page.enabled': false, 'mailnews.start_page_override.mstone': 'ignore', 'mail.shell.checkDefaultClient': false, 'mail.inappnotifications.enabled': false,
  'app.donation.eoy.version.viewed': 999, 'toolkit.startup.max_resumed_crashes': -1, 'mail.tabs.drawInTitlebar': false, 'mail.instrumentation.askUser': false,
  'datareporting.policy.dataSubmissionEnabled': false, 'datareporting.policy.dataSubmissionPolicyBypassNotification': true, 'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.enabled': false, 'toolkit.telemetry.unified': false, 'toolkit.telemetry.server': 'data:,', 'app.normandy.enabled': false, 'app.update.auto': false,
  'extensions.update.enabled': false, 'extensions.update.autoUpdateDefault': false, 'extensions.getAddons.cache.enabled': false, 'extensions.systemAddon.update.enabled': false,
  'extensions.blocklist.enabled': false, 'services.settings.server': 'data:,#remote-settings-dummy/v1', 'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false, 'network.dns.disablePrefetch': true, 'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.update.enabled': false, 'mailnews.auto_config_url': '', 'calendar.timezone.useSystemTimezone': true, 'network.manage-offline-status': false,
  'offline.startup_state': 2, 'offline.send.unsent_messages': 2, 'mail.warn_on_send_accel_key': false, 'mail.compose.autosave': false, 'mailnews.sendInBackground': false,
};

/** One account: its mail leaves through the sink, a copy stays in Sent, as everywhere. Its incoming server is never asked. */
function account(smtpPort: number): Preferences {
  return {
    'mail.accountmanager.accounts': 'account1,account2', 'mail.accountmanager.defaultaccount': 'account2', 'mail.accountmanager.localfoldersserver': 'server1',
    'mail.account.account1.server': 'server1', 'mail.server.server1.type': 'none', 'mail.server.server1.hostname': 'Local Folders', 'mail.server.server1.name': 'Local Folders',
    'mail.server.server1.userName': 'nobody', 'mail.account.account2.server': 'server2', 'mail.account.account2.identities': 'id1', 'mail.server.server2.type': 'pop3',
    'mail.server.server2.hostname': '127.0.0.1', 'mail.server.server2.port': 9, 'mail.server.server2.name': SENDER, 'mail.server.server2.userName': 'sender',
    'mail.server.server2.login_at_startup': false, 'mail.server.server2.check_new_mail': false, 'mail.server.server2.download_on_biff': false,
    'mail.identity.id1.fullName': 'Club Office', 'mail.identity.id1.useremail': SENDER, 'mail.identity.id1.valid': true, 'mail.identity.id1.smtpServer': 'smtp1',
    'mail.identity.id1.fcc': true, 'mail.identity.id1.fcc_folder': 'mailbox://nobody@Local%20Folders/Sent', 'mail.identity.id1.compose_html': true,
    'mail.identity.id1.htmlSigText': 'The club office', 'mail.smtpservers': 'smtp1', 'mail.smtp.defaultserver': 'smtp1', 'mail.smtpserver.smtp1.type': 'smtp',
    'mail.smtpserver.smtp1.hostname': '127.0.0.1', 'mail.smtpserver.smtp1.port': smtpPort, 'mail.smtpserver.smtp1.authMethod': 1, 'mail.smtpserver.smtp1.try_ssl': 0,
  };
}

/** Everything that is not for this machine goes to the proxy. */
function outside(proxyPort: number): Preferences {
  return Object.fromEntries([
    ['network.proxy.type', 1], ['network.proxy.no_proxies_on', '127.0.0.1, localhost'],
    ...['http', 'ssl', 'socks'].flatMap((kind) => [[`network.proxy.${kind}`, '127.0.0.1'], [`network.proxy.${kind}_port`, proxyPort]]),
  ]) as Preferences;
}

/** A profile folder of its own, with a home folder inside, that lives through restarts. */
export class Profile {
  readonly folder = mkdtempSync(join(tmpdir(), 'undisclosed-thunderbird-'));
  readonly home = join(this.folder, 'home');
  /** Thunderbird's mails on their way out have the same name in every Thunderbird: two that share a folder lose them. */
  readonly temporary = join(this.folder, 'tmp');

  constructor({ smtpPort, proxyPort, locale = 'en-US', preferences = {} }: ProfileOptions) {
    mkdirSync(this.home);
    mkdirSync(this.temporary);
    const all = {
      ...QUIET, ...account(smtpPort), ...outside(proxyPort), 'marionette.port': 0, 'intl.locale.requested': locale, 'extensions.autoDisableScopes': 0,
      'xpinstall.signatures.required': false, ...preferences,
    };
    writeFileSync(join(this.folder, 'user.js'), Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  }

  /** What waits in the outbox, as mbox text (latin1); empty before the first Send Later. */
  outbox(): string {
    try {
      return readFileSync(join(this.folder, 'Mail/Local Folders/Unsent Messages'), 'latin1');
    } catch {
      return '';
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
