import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { Root } from './root.js';
import { useMe } from './session/me.js';
import { homeOf } from './shell/navigation.js';
import { Missing } from './states/failure.js';
import { readListSearch } from './list/list-search.js';

const root = createRootRoute({ component: Root, notFoundComponent: () => <Missing /> });

function Home() {
  return <Navigate to={homeOf(useMe())} replace />;
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./nouns/customer.pages.js'), 'PeoplePage'),
});
const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./nouns/customer.pages.js'), 'PersonPage'),
});
const companies = createRoute({
  getParentRoute: () => root,
  path: '/companies',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./nouns/customer.pages.js'), 'CompaniesPage'),
});
const company = createRoute({
  getParentRoute: () => root,
  path: '/companies/$id',
  component: lazyRouteComponent(() => import('./nouns/customer.pages.js'), 'CompanyPage'),
});
const customFields = createRoute({
  getParentRoute: () => root,
  path: '/custom-fields',
  component: lazyRouteComponent(() => import('./custom-fields/custom-fields.page.js'), 'CustomFieldsPage'),
});
const audit = createRoute({ getParentRoute: () => root, path: '/audit', component: lazyRouteComponent(() => import('./audit/audit.page.js'), 'AuditPage') });
const own = createRoute({ getParentRoute: () => root, path: '/own', component: lazyRouteComponent(() => import('./own/own.page.js'), 'OwnPage') });

/** Every page of the portal by its address. */
export const router = createRouter({
  routeTree: root.addChildren([home, people, person, companies, company, customFields, audit, own]),
  scrollRestoration: false,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
