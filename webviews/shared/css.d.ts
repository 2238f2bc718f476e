/** Styles are bundled beside the script by esbuild; importing one yields nothing. */
declare module '*.css';
