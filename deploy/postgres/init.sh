#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: the same roles, databases and extensions as deploy/stack makes.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -d template1 <<SQL
create extension vector;
create extension pg_trgm;
alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
SQL
psql -v ON_ERROR_STOP=1 -U postgres -d postgres <<SQL
create role rapport login createrole createdb nosuperuser nobypassrls password '${RAPPORT_DB_PASSWORD}';
create database rapport owner rapport;
create role keycloak login nosuperuser password '${KEYCLOAK_DB_PASSWORD}';
create database keycloak owner keycloak;
SQL
