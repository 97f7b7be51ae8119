threat_model:
  name: shop
  elements:
    - name: web
      type: server
