# A Fenqi server and its command line in one image: docker build -t fenqi . (docs/guide/operations.md)
FROM node:24-bookworm-slim AS built
WORKDIR /fenqi
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund \
  && npm run build \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/.cache

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 FENQI_DATA=/data NODE_COMPILE_CACHE=/tmp/fenqi-compiled
WORKDIR /fenqi
COPY --from=built /fenqi/package.json /fenqi/package-lock.json /fenqi/LICENSE /fenqi/NOTICE ./
COPY --from=built /fenqi/node_modules node_modules
COPY --from=built /fenqi/packages packages
COPY --from=built /fenqi/apps apps
COPY --from=built /fenqi/scripts scripts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4180
HEALTHCHECK --interval=10s --start-period=30s CMD ["node", "scripts/container.mjs", "--ready"]
ENTRYPOINT ["node", "scripts/container.mjs"]
CMD ["serve"]
