import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { withChapter, withChapters } from './i18n/locale.js';
import { readListSearch } from './list/list-search.js';
import { listPageOf, recordPageOf } from './nouns/noun.pages.js';
import { nouns } from './nouns/nouns.js';
import { Root } from './root.js';
import { useMe } from './session/me.js';
import { signedInPath } from './session/sign-in.js';
import { SignedInPage } from './session/signed-in.page.js';
import { isCustomer } from './shell/navigation.js';
import { Missing } from './states/failure.js';
import { PageFailure } from './states/page-failure.js';

const top = createRootRoute();
const root = createRoute({ getParentRoute: () => top, id: 'portal', component: Root });
const signedIn = createRoute({ getParentRoute: () => top, path: signedInPath, component: SignedInPage });

const StaffHome = lazyRouteComponent(() => withChapter('home', () => import('./home/home.page.js')), 'HomePage');

/** A colleague's day, or what a customer came for. */
function Home() {
  return isCustomer(useMe()) ? <Navigate to="/own" replace /> : <StaffHome />;
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const nounPages = nouns.flatMap((noun) => [
  createRoute({ getParentRoute: () => root, path: noun.path, validateSearch: readListSearch, component: listPageOf(noun) }),
  createRoute({ getParentRoute: () => root, path: `${noun.path}/$id`, component: recordPageOf(noun) }),
]);
const customFields = createRoute({
  getParentRoute: () => root,
  path: '/custom-fields',
  component: lazyRouteComponent(() => withChapter('custom-fields', () => import('./custom-fields/custom-fields.page.js')), 'CustomFieldsPage'),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: lazyRouteComponent(() => withChapters(['audit', 'sales', 'desk'], () => import('./audit/audit.page.js')), 'AuditPage'),
});
const design = createRoute({
  getParentRoute: () => root,
  path: '/design',
  component: lazyRouteComponent(() => withChapter('home', () => import('./design/design.page.js')), 'DesignPage'),
});
const own = createRoute({
  getParentRoute: () => root,
  path: '/own',
  component: lazyRouteComponent(() => withChapters(['audit', 'home'], () => import('./own/own.page.js')), 'OwnPage'),
});
const ownConsents = createRoute({
  getParentRoute: () => root,
  path: '/consents',
  component: lazyRouteComponent(() => withChapters(['consent', 'audit'], () => import('./consent/own-consents.page.js')), 'OwnConsentsPage'),
});
const call = createRoute({
  getParentRoute: () => root,
  path: '/calls/$id',
  component: lazyRouteComponent(() => withChapter('calls', () => import('./calls/call.page.js')), 'CallPage'),
});
const chat = createRoute({
  getParentRoute: () => root,
  path: '/chat',
  component: lazyRouteComponent(() => withChapter('assist', () => import('./assist/chat.page.js')), 'ChatPage'),
});
const outbox = createRoute({
  getParentRoute: () => root,
  path: '/outbox',
  component: lazyRouteComponent(() => withChapter('assist', () => import('./assist/outbox.page.js')), 'OutboxPage'),
});
const purposes = createRoute({
  getParentRoute: () => root,
  path: '/purposes',
  component: lazyRouteComponent(() => withChapter('consent', () => withChapter('audit', () => import('./consent/purposes.page.js'))), 'PurposesPage'),
});
const pipelines = createRoute({
  getParentRoute: () => root,
  path: '/pipelines',
  component: lazyRouteComponent(() => withChapters(['pipelines', 'sales'], () => import('./pipelines/pipelines.page.js')), 'PipelinesPage'),
});
const deskSettings = createRoute({
  getParentRoute: () => root,
  path: '/desk-settings',
  component: lazyRouteComponent(() => withChapter('desk', () => import('./desk/desk-settings.page.js')), 'DeskSettingsPage'),
});
const ai = createRoute({
  getParentRoute: () => root,
  path: '/ai',
  component: lazyRouteComponent(() => withChapter('ai', () => import('./ai/ai.page.js')), 'AiPage'),
});
const scoring = createRoute({
  getParentRoute: () => root,
  path: '/scoring',
  component: lazyRouteComponent(() => withChapter('sales', () => import('./scoring/scoring.page.js')), 'ScoringPage'),
});
// Whoever follows the link of a message is not signed in.
const links = ['/consent/unsubscribe', '/consent/confirm'].map((path) =>
  createRoute({
    getParentRoute: () => top,
    path,
    component: lazyRouteComponent(() => withChapter('consent', () => import('./consent/link.page.js')), 'LinkPage'),
  }),
);
const desk = [
  createRoute({
    getParentRoute: () => root,
    path: '/own/cases',
    component: lazyRouteComponent(() => withChapter('desk', () => import('./desk/own-cases.page.js')), 'OwnCasesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/own/cases/$id',
    component: lazyRouteComponent(() => withChapter('desk', () => import('./desk/own-case.page.js')), 'OwnCasePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help',
    component: lazyRouteComponent(() => withChapter('desk', () => import('./desk/help.page.js')), 'HelpPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help/$id',
    component: lazyRouteComponent(() => withChapter('desk', () => import('./desk/help.page.js')), 'HelpArticlePage'),
  }),
];
const elsewhere = createRoute({ getParentRoute: () => root, path: '/$', component: () => <Missing /> });

/** Every page of the portal by its address. */
export const router = createRouter({
  routeTree: top.addChildren([
    root.addChildren([
      home,
      ...nounPages,
      customFields,
      audit,
      own,
      ownConsents,
      purposes,
      call,
      pipelines,
      deskSettings,
      ai,
      scoring,
      chat,
      outbox,
      ...desk,
      design,
      elsewhere,
    ]),
    signedIn,
    ...links,
  ]),
  defaultErrorComponent: PageFailure,
  scrollRestoration: false,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
