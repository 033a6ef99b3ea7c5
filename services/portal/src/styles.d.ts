declare module '*.css';
declare module '@fontsource-variable/golos-text';
